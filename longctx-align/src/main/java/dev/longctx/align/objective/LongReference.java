package dev.longctx.align.objective;

/** What a response under the long context is compared with, for objectives with a reference. */
public enum LongReference {
  /** Its log-probability under the reference and the long context, as the reward is defined. */
  LONG,
  /** Its log-probability under the reference and the short context, as in LongPO. */
  SHORT
}
