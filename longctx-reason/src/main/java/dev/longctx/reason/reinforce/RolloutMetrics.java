package dev.longctx.reason.reinforce;

/**
 * What the rollouts of one step were like. Means are over the rollouts of all groups that were
 * drawn, so that dropping groups does not change them.
 *
 * @param groupsDrawn groups that were sampled
 * @param groupsKept groups that were trained on
 * @param groupsWithoutSpread groups whose scores were all equal
 * @param groupsUnscored groups that were left out since they lack scores
 * @param rollouts samples of all drawn groups
 * @param unscored samples that could not be told right or wrong
 * @param reward mean reward of those with a score, shaping included; NaN where there are none
 * @param accuracy share of right ones among those with a score, 0 to 1; NaN where there are none
 * @param responseTokens mean length of a response, in tokens of the policy
 * @param responseTokensVariance variance of that length
 * @param cutOff share of rollouts that ended because they reached the most tokens, 0 to 1
 * @param entropy mean of -log p over sampled tokens, in nats: an estimate of the policy's entropy
 *     that is unbiased where sampling is at temperature 1 without filters
 * @param promptTokens tokens of the prompts, each counted once a group
 * @param generatedTokens tokens of all responses
 * @param seconds wall-clock time of sampling and scoring
 */
public record RolloutMetrics(
    int groupsDrawn,
    int groupsKept,
    int groupsWithoutSpread,
    int groupsUnscored,
    int rollouts,
    int unscored,
    double reward,
    double accuracy,
    double responseTokens,
    double responseTokensVariance,
    double cutOff,
    double entropy,
    long promptTokens,
    long generatedTokens,
    double seconds) {

  /**
   * The spread of the lengths of the responses.
   *
   * @return their standard deviation, in tokens of the policy; NaN where there is no variance
   */
  public double responseTokensDeviation() {
    return Math.sqrt(responseTokensVariance);
  }
}
