package dev.longctx.reason.reinforce;

/**
 * What becomes of responses without a score, such as those whose judge was down. In no case do they
 * count as wrong. Training pauses, whatever the rule, where it lacks what it needs: where no
 * response of a draw, an evaluation or a scoring of difficulties has a score, or where a step has
 * no group or too few for want of scores alone. It then ends with {@link RlEnd#REWARD_UNAVAILABLE}
 * after a checkpoint, from which it may go on, also under another rule.
 */
public enum UnscoredRule {
  /** Their whole group is left out: what is compared is always a whole group. */
  DROP_GROUP,
  /**
   * They alone are left out, and groups with fewer than two others. Where rules decide and judges
   * only raise, this favours the rest.
   */
  DROP_ROLLOUT,
  /** Training pauses at the first of them. */
  PAUSE
}
