package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.model.FinishReason;
import dev.longctx.reason.reinforce.RolloutMetrics;
import dev.longctx.reason.rollout.Rollout;
import dev.longctx.reason.rollout.RolloutGroup;

/** What the draws of a step add up to. Not thread-safe. */
final class RolloutSums {

  private int groups;
  private int withoutSpread;
  private int groupsUnscored;
  private int rollouts;
  private int unscored;
  private int right;
  private int cutOff;
  private double reward;
  private double score;
  private double squaredTokens;
  private double surprisal;
  private long surprisedTokens;
  private long promptTokens;
  private long generatedTokens;

  /** Adds a group, whatever becomes of it. */
  void add(RolloutGroup group) {
    groups++;
    promptTokens += group.promptTokens();
    group.rollouts().forEach(this::add);
    right += group.right();
    unscored += group.rollouts().size() - group.scored();
  }

  private void add(Rollout rollout) {
    rollouts++;
    generatedTokens += rollout.tokens();
    squaredTokens += (double) rollout.tokens() * rollout.tokens();
    cutOff += rollout.completion().finish() == FinishReason.LENGTH ? 1 : 0;
    if (rollout.isScored()) {
      reward += rollout.reward();
      score += rollout.score().value().orElseThrow();
    }
    float[] logProbs = rollout.completion().tokens().logProbs();
    for (float logProb : logProbs) {
      surprisal -= logProb;
    }
    surprisedTokens += logProbs.length;
  }

  /** Counts a group that is left out since all its scores are equal. */
  void leftOutWithoutSpread() {
    withoutSpread++;
  }

  /** Counts a group that is left out since it lacks scores. */
  void leftOutUnscored() {
    groupsUnscored++;
  }

  int scored() {
    return rollouts - unscored;
  }

  int groupsUnscored() {
    return groupsUnscored;
  }

  /** The mean score; NaN where there is none. */
  double meanScore() {
    return score / scored();
  }

  RolloutMetrics metrics(int kept, double seconds) {
    double tokens = (double) generatedTokens / rollouts;
    return new RolloutMetrics(
        groups,
        kept,
        withoutSpread,
        groupsUnscored,
        rollouts,
        unscored,
        reward / scored(),
        (double) right / scored(),
        tokens,
        Math.max(0, squaredTokens / rollouts - tokens * tokens),
        (double) cutOff / rollouts,
        surprisal / surprisedTokens,
        promptTokens,
        generatedTokens,
        seconds);
  }
}
