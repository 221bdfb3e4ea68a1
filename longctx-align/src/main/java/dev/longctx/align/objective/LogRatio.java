package dev.longctx.align.objective;

/** How much likelier a response became against the reference. */
final class LogRatio {

  private LogRatio() {}

  /** The difference of the whole response's log-probabilities. */
  static double of(ResponseScore score) {
    if (!Double.isFinite(score.reference())) {
      throw new IllegalArgumentException(
          "reference: expected the log-probability under a reference, found " + score.reference());
    }
    return score.sum() - score.reference();
  }

  /** The difference as a reward, times a factor. */
  static Reward scaled(double factor, ResponseScore score) {
    return new Reward(factor * of(score), factor);
  }
}
