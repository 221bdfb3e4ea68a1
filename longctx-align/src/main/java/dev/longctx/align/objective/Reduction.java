package dev.longctx.align.objective;

/** How the log-probabilities of a response's tokens become one number. */
public enum Reduction {
  /** Their sum: the log-probability of the whole response. */
  SUM,
  /** Their mean, so that long responses count as much as short ones. */
  MEAN
}
