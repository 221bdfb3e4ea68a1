package dev.longctx.train.internal.batch;

import java.util.List;

/**
 * Sequences that lie padded to one length, one a row, after what they all begin with.
 *
 * @param rows at least one
 * @param length of a row without the prefix, which is that of the longest
 * @param prefix number of tokens that stand once before the rows; 0 where rows share none
 */
record TokenBlock(List<TokenRow> rows, int length, int prefix) {

  long tokens() {
    return prefix + (long) rows.size() * length;
  }
}
