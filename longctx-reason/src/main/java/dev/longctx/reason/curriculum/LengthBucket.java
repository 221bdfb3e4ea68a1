package dev.longctx.reason.curriculum;

import java.util.Locale;

/**
 * A half-open range of prompt lengths (QwenLong-L1, section 2.2: L(k-1) &lt; length &lt;= L(k)).
 *
 * @param above 0 or more; what is as long lies below
 * @param upTo above {@code above}; what is as long lies within
 */
public record LengthBucket(int above, int upTo) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the range is empty
   */
  public LengthBucket {
    if (above < 0 || upTo <= above) {
      throw new IllegalArgumentException(
          "bucket: expected 0 <= above < upTo, found %d and %d".formatted(above, upTo));
    }
  }

  /**
   * Whether a length lies within.
   *
   * @param tokens of a prompt with its template, by the policy's tokenizer
   * @return true if it does
   */
  public boolean holds(int tokens) {
    return tokens > above && tokens <= upTo;
  }

  /** As in {@code 20,001 to 60,000 tokens}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d to %,d tokens", above + 1, upTo);
  }
}
