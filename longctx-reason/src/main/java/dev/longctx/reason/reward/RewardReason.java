package dev.longctx.reason.reward;

/** Why a response has its score, or none. */
public enum RewardReason {
  /** The rule takes its answer for a gold answer. */
  RULE_SAME,
  /** The rule takes its answer for another, or cannot read it. */
  RULE_DIFFERENT,
  /** Its thinking never ended, so it answers nothing. */
  UNFINISHED_THINKING,
  /** It gives no answer in the form that was asked for. */
  NO_ANSWER,
  /** The rule saw another answer, the judge the same. */
  JUDGED_SAME,
  /** Rule and judge both saw another answer. */
  JUDGED_DIFFERENT,
  /** The rule saw another answer and the judge gave no verdict that can be read: no score. */
  JUDGE_UNREADABLE,
  /** The rule saw another answer and the judge's model failed: no score. */
  JUDGE_FAILED,
  /** The reward itself failed: no score. */
  REWARD_FAILED
}
