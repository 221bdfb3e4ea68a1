package dev.longctx.reason.metric;

import java.util.OptionalDouble;

/**
 * The probability that at least one of k samples is right, estimated without bias from n samples
 * (Chen et al., arXiv 2107.03374, equation 1).
 */
public final class PassAtK {

  private PassAtK() {}

  /**
   * Estimates it for one question: 1 - C(n - c, k) / C(n, k), as a product, so that nothing
   * overflows.
   *
   * @param samples n, how many were drawn and scored, at least 1
   * @param correct c, how many of them are right, 0 to n
   * @param k how many are drawn, 1 to n
   * @return 0 to 1
   * @throws IllegalArgumentException if a number is outside its range
   */
  public static double estimate(int samples, int correct, int k) {
    require(samples >= 1, "samples: expected at least 1, found " + samples);
    require(
        correct >= 0 && correct <= samples,
        "correct: expected 0 to " + samples + ", found " + correct);
    require(k >= 1 && k <= samples, "k: expected 1 to " + samples + ", found " + k);
    if (k > samples - correct) {
      return 1;
    }
    int steps = Math.min(k, correct);
    int other = Math.max(k, correct);
    double none = 1;
    for (int i = 0; i < steps; i++) {
      none *= (double) (samples - other - i) / (samples - i);
    }
    return 1 - none;
  }

  /**
   * Estimates it for one question of whose samples some failed. These are left out, not counted as
   * wrong.
   *
   * @param scores one a sample, empty where it has no score; right is exactly 1
   * @param k how many are drawn, at least 1
   * @return 0 to 1, or empty where fewer than k samples have a score
   */
  public static OptionalDouble estimate(Iterable<OptionalDouble> scores, int k) {
    require(k >= 1, "k: expected at least 1, found " + k);
    int scored = 0;
    int correct = 0;
    for (OptionalDouble score : scores) {
      scored += score.isPresent() ? 1 : 0;
      correct += score.isPresent() && score.getAsDouble() == 1 ? 1 : 0;
    }
    return scored < k ? OptionalDouble.empty() : OptionalDouble.of(estimate(scored, correct, k));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
