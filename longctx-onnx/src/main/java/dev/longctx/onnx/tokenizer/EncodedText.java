package dev.longctx.onnx.tokenizer;

import java.util.Arrays;
import java.util.Objects;

/**
 * A text as the tokens of one tokenizer, each with the half-open range of UTF-16 code units of the
 * text that it stands for. Starts never decrease and no range splits a surrogate pair; tokens that
 * share one character (byte-level tokenizers make several of an emoji) share its range; characters
 * that the tokenizer drops, such as white space, may belong to no token.
 *
 * <p>Instances are immutable and thread-safe.
 */
public final class EncodedText {

  private final int[] ids;
  private final int[] starts;
  private final int[] ends;
  private final int unknownTokens;

  private EncodedText(int[] ids, int[] starts, int[] ends, int unknownTokens) {
    this.ids = ids;
    this.starts = starts;
    this.ends = ends;
    this.unknownTokens = unknownTokens;
  }

  /**
   * Tokens from arrays, which are copied.
   *
   * @param ids the token ids
   * @param starts where each token starts, never decreasing
   * @param ends where each token ends, not before its start
   * @param unknownTokens how many of the tokens stand for text the tokenizer does not know
   * @return the tokens
   * @throws IllegalArgumentException if the arrays differ in length or the ranges are out of order
   */
  public static EncodedText of(int[] ids, int[] starts, int[] ends, int unknownTokens) {
    if (ids.length != starts.length || ids.length != ends.length) {
      throw new IllegalArgumentException(
          "expected as many starts and ends as ids, found %d ids, %d starts, %d ends"
              .formatted(ids.length, starts.length, ends.length));
    }
    Objects.checkFromIndexSize(0, unknownTokens, ids.length);
    requireOrder(starts, ends);
    return new EncodedText(ids.clone(), starts.clone(), ends.clone(), unknownTokens);
  }

  private static void requireOrder(int[] starts, int[] ends) {
    int previous = 0;
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] < previous || ends[i] < starts[i]) {
        throw new IllegalArgumentException(
            "token %d: expected a range from %d on, found [%d, %d)"
                .formatted(i, previous, starts[i], ends[i]));
      }
      previous = starts[i];
    }
  }

  /**
   * The number of tokens.
   *
   * @return the count, 0 for a text without tokens
   */
  public int size() {
    return ids.length;
  }

  /**
   * The id of a token.
   *
   * @param token its index, from 0
   * @return the id in the tokenizer's vocabulary
   */
  public int id(int token) {
    return ids[token];
  }

  /**
   * Where a token starts in the text.
   *
   * @param token its index, from 0
   * @return a UTF-16 offset
   */
  public int start(int token) {
    return starts[token];
  }

  /**
   * Where a token ends in the text.
   *
   * @param token its index, from 0
   * @return a UTF-16 offset, exclusive
   */
  public int end(int token) {
    return ends[token];
  }

  /**
   * How many tokens stand for text that the tokenizer does not know.
   *
   * @return the count; 0 for a tokenizer without an unknown token
   */
  public int unknownTokens() {
    return unknownTokens;
  }

  /**
   * The ids of a range of tokens.
   *
   * @param from the first token
   * @param to the token after the last
   * @return a new array
   */
  public int[] ids(int from, int to) {
    Objects.checkFromToIndex(from, to, ids.length);
    return Arrays.copyOfRange(ids, from, to);
  }

  @Override
  public String toString() {
    return "EncodedText[size=" + size() + ", unknownTokens=" + unknownTokens + "]";
  }
}
