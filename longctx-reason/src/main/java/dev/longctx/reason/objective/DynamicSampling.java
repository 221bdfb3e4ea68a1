package dev.longctx.reason.objective;

/**
 * Training only on groups whose responses differ in score, and drawing more groups until there are
 * enough (DAPO, arXiv 2503.14476, section 3.2): a group of equal scores has no advantages, hence no
 * gradient.
 *
 * @param drawFactor how many groups are drawn for each one that is missing, from 1
 * @param maxDraws how often groups are drawn for one step, from 1; then it goes without
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
    if (maxDraws < 1) {
      throw new IllegalArgumentException("maxDraws: expected at least 1, found " + maxDraws);
    }
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
    Ranges.require(missing >= 0, "missing", "a number from 0", missing);
    return (int) Math.ceil(drawFactor * missing);
  }
}
