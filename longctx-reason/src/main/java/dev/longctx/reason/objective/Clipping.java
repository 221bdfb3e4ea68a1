package dev.longctx.reason.objective;

/**
 * How far the probability of a token may move from where it was sampled before the loss gains no
 * more from it: the ratio stays within {@code 1 - low} and {@code 1 + high}. A higher upper bound
 * leaves room for unlikely tokens (DAPO, arXiv 2503.14476, section 3.1, clip-higher).
 *
 * @param low the paper's lower epsilon, from 0 to below 1
 * @param high the paper's upper epsilon, from 0
 */
public record Clipping(double low, double high) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Clipping {
    Ranges.require(low >= 0 && low < 1, "low", "a number from 0 to below 1", low);
    Ranges.notNegative("high", high);
  }

  /**
   * The same bound both ways, as in PPO and GRPO.
   *
   * @param epsilon from 0 to below 1
   * @return the bounds
   * @throws IllegalArgumentException if it is outside its range
   */
  public static Clipping symmetric(double epsilon) {
    return new Clipping(epsilon, epsilon);
  }

  /** The ratio, or the bound that it is beyond. */
  double clip(double ratio) {
    return Math.max(1 - low, Math.min(1 + high, ratio));
  }
}
