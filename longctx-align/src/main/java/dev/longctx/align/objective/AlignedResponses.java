package dev.longctx.align.objective;

/** Which responses' rewards are aligned between the contexts (SoLoPO, section 3). */
public enum AlignedResponses {
  /**
   * The chosen one. A rejected response often says that nothing was found, and aligning it would
   * make it likelier under the long context.
   */
  CHOSEN,
  /** The chosen and the rejected one, as in the paper's bound. */
  BOTH
}
