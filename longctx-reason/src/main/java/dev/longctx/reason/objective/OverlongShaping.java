package dev.longctx.reason.objective;

import dev.longctx.reason.internal.policy.Once;

/**
 * What a response loses for its length (DAPO, arXiv 2503.14476, section 3.4, soft overlong
 * punishment): nothing up to {@code maxTokens - buffer}, then more with each token, up to {@code
 * factor} at {@code maxTokens} and beyond. It is added to the reward that is optimised, not to the
 * score that chooses groups.
 *
 * @param maxTokens where the loss is whole, in tokens of the policy, from 1
 * @param buffer over how many tokens it grows, from 1 to {@code maxTokens}
 * @param factor the whole loss, above 0
 */
public record OverlongShaping(int maxTokens, int buffer, double factor) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public OverlongShaping {
    Once.atLeast(1, "maxTokens", maxTokens);
    if (buffer < 1 || buffer > maxTokens) {
      throw new IllegalArgumentException(
          "buffer: expected 1 to %d, found %d".formatted(maxTokens, buffer));
    }
    Ranges.require(
        factor > 0 && Double.isFinite(factor), "factor", "a finite number above 0", factor);
  }

  /**
   * The setting of QwenLong-L1's released script: 1 at 10,000 tokens, growing over the last 1,000.
   *
   * @return the shaping
   */
  public static OverlongShaping qwenLongL1() {
    return new OverlongShaping(10_000, 1_000, 1);
  }

  /**
   * What is added to the reward of a response.
   *
   * @param responseTokens its length in tokens of the policy, from 0
   * @return from {@code -factor} to 0
   * @throws IllegalArgumentException if the length is negative
   */
  public double penalty(int responseTokens) {
    int over = Once.atLeast(0, "responseTokens", responseTokens) - (maxTokens - buffer);
    return over <= 0 ? 0 : -factor * Math.min(1, (double) over / buffer);
  }
}
