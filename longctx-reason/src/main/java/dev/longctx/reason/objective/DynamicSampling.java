package dev.longctx.reason.objective;

import dev.longctx.reason.internal.policy.Once;

/**
 * Training only on groups whose responses differ in score, and drawing more groups until there are
 * enough (DAPO, arXiv 2503.14476, section 3.2): a group of equal scores has no advantages, hence no
 * gradient.
 *
 * @param drawFactor how many groups are drawn for each one that is missing, from 1
 * @param maxDraws how often groups are drawn for one step at most, from 1
 */
public record DynamicSampling(double drawFactor, int maxDraws) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public DynamicSampling {
    Ranges.require(
        drawFactor >= 1 && Double.isFinite(drawFactor),
        "drawFactor",
        "a finite number from 1",
        drawFactor);
    Once.atLeast(1, "maxDraws", maxDraws);
  }

  /**
   * The setting of QwenLong-L1's released script: 384 problems drawn for 128 kept, at most ten
   * times.
   *
   * @return the rule
   */
  public static DynamicSampling qwenLongL1() {
    return new DynamicSampling(3, 10);
  }

  /**
   * Whether a group is worth training on.
   *
   * @param scores how right its responses are, before rewards are shaped; finite
   * @return true if they are not all equal, so that their standard deviation is above 0
   * @throws IllegalArgumentException if a score is not finite
   */
  public static boolean hasSpread(double[] scores) {
    double[] checked = Ranges.finite("scores", scores);
    for (double score : checked) {
      if (score != checked[0]) {
        return true;
      }
    }
    return false;
  }

  /**
   * How many groups the next draw samples.
   *
   * @param missing how many groups a step still needs, from 0
   * @return {@code drawFactor} times as many, rounded up
   * @throws IllegalArgumentException if the number is negative
   */
  public int groupsToDraw(int missing) {
    return (int) Math.ceil(drawFactor * Once.atLeast(0, "missing", missing));
  }
}
