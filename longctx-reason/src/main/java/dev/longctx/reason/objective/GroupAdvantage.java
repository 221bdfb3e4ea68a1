package dev.longctx.reason.objective;

import java.util.Arrays;

/**
 * How much better a response is than the others of its group: the advantage of group-relative
 * reinforcement, which needs no value network (GRPO, arXiv 2402.03300, section 4.1.2; QwenLong-L1,
 * arXiv 2505.17667, equation 5).
 */
public final class GroupAdvantage {

  private static final double EPSILON = 1e-6;

  private GroupAdvantage() {}

  /**
   * Standardises the rewards of a group: {@code (r - mean) / (std + 1e-6)}, with the sample
   * standard deviation, which divides by one less than the number of rewards. Equal rewards give 0
   * each. A group of one has nothing to be compared with; as in the released code, its mean is
   * taken as 0 and its deviation as 1.
   *
   * @param rewards one a response, at least one, finite
   * @return one advantage a response, in order, the same for all its tokens
   * @throws IllegalArgumentException if there is no reward, or one that is not finite
   */
  public static double[] standardise(double[] rewards) {
    double[] checked = Ranges.finite("rewards", rewards);
    if (checked.length == 0) {
      throw new IllegalArgumentException("rewards: expected at least one, found none");
    }
    return checked.length == 1
        ? new double[] {checked[0] / (1 + EPSILON)}
        : standardised(fromFirst(checked));
  }

  /** Distances from the first, so that rounding makes no differences between equal rewards. */
  private static double[] fromFirst(double[] rewards) {
    return Arrays.stream(rewards).map(reward -> reward - rewards[0]).toArray();
  }

  private static double[] standardised(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = Math.sqrt(squares / (values.length - 1));
    return Arrays.stream(values).map(x -> (x - mean) / (deviation + EPSILON)).toArray();
  }
}
