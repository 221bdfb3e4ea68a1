package dev.longctx.reason.objective;

/**
 * The clipped surrogate loss of one token.
 *
 * @param value the loss
 * @param slope its derivative by the token's log-probability
 * @param clipped whether the bound on the ratio is what counts
 */
record Surrogate(double value, double slope, boolean clipped) {

  /** Keeps the ratio finite, at up to 5e8 either way. */
  private static final double MOST_LOG_RATIO = 20;

  static Surrogate of(Clipping clipping, double advantage, double logRatio) {
    double bounded = Math.max(-MOST_LOG_RATIO, Math.min(MOST_LOG_RATIO, logRatio));
    double ratio = Math.exp(bounded);
    double free = -advantage * ratio;
    double clipped = -advantage * clipping.clip(ratio);
    if (clipped > free) {
      return new Surrogate(clipped, 0, true);
    }
    return new Surrogate(free, bounded == logRatio ? free : 0, false);
  }
}
