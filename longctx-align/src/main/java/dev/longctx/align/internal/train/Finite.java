package dev.longctx.align.internal.train;

import dev.longctx.align.objective.ResponseScore;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;

/** Stops a training where numbers are no longer finite, and says at which example. */
final class Finite {

  private Finite() {}

  /** A score of finite log-probabilities. */
  static ResponseScore score(String id, double[] logProbs, double reference) {
    for (double logProb : logProbs) {
      require(id, "log-probability", logProb);
    }
    return new ResponseScore(logProbs, reference);
  }

  static void require(String id, String name, double... values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new TrainingException(
            Reason.NOT_FINITE,
            "example %s, %s: expected a finite number, found %s".formatted(id, name, value));
      }
    }
  }
}
