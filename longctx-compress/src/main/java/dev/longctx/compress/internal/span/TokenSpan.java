package dev.longctx.compress.internal.span;

/**
 * A run of tokens that the labels mark.
 *
 * @param from its first token
 * @param to one past its last token
 */
public record TokenSpan(int from, int to) {

  /** The number of tokens. */
  public int size() {
    return to - from;
  }
}
