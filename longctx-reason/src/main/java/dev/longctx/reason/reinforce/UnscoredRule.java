package dev.longctx.reason.reinforce;

/**
 * What becomes of responses without a score, such as those whose judge was down. In no case do they
 * count as wrong. Where no response to any problem of a draw has a score, training pauses whatever
 * the rule: it ends with {@link RlEnd#REWARD_UNAVAILABLE} after a checkpoint.
 */
public enum UnscoredRule {
  /** Their whole group is left out: what is compared is always a whole group. */
  DROP_GROUP,
  /** They alone are left out. Where rules decide and judges only raise, this favours the rest. */
  DROP_ROLLOUT,
  /** Training pauses at the first of them. */
  PAUSE
}
