package dev.longctx.train.internal.batch;

/**
 * Sequences that lie padded to one length, one a row.
 *
 * @param from the first, counted among sequences sorted by falling length
 * @param rows how many
 * @param length of a row, which is that of the longest
 */
record TokenBlock(int from, int rows, int length) {

  int end() {
    return from + rows;
  }

  long tokens() {
    return (long) rows * length;
  }
}
