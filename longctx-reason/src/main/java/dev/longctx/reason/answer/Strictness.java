package dev.longctx.reason.answer;

/** How literally answers are found and compared. */
public enum Strictness {
  /** Our own rules, which leave nothing to gain but by answering. */
  STRICT,
  /** The rules of QwenLong-L1's released training reward, with its loopholes, for comparison. */
  LEGACY,
  /**
   * The rules of QwenLong-L1's released evaluation: {@link #LEGACY} but that parentheses around
   * numbers are dropped and that numbers are alike where they agree to two decimals, not three.
   */
  LEGACY_EVALUATION
}
