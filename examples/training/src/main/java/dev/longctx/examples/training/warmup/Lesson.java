package dev.longctx.examples.training.warmup;

import dev.longctx.api.model.TokenSequence;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Tokens, some of which are to be foreseen.
 *
 * @param tokens all of them
 * @param learned positions of those that are learned, at least one and none of them 0
 */
@SuppressWarnings("ArrayRecordComponent") // lessons are never compared
record Lesson(int[] tokens, BitSet learned) {

  /** From the first learned token on it is a response. */
  TokenSequence sequence() {
    int begin = begin();
    return new TokenSequence(
        Arrays.copyOf(tokens, begin), Arrays.copyOfRange(tokens, begin, tokens.length));
  }

  int begin() {
    return learned.nextSetBit(0);
  }
}
