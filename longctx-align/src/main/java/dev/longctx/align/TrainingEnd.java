package dev.longctx.align;

/** Why a training ended. */
public enum TrainingEnd {
  /** All steps were done. */
  COMPLETED,
  /** The rule for an early stop said so. */
  STOPPED_EARLY
}
