package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;

/** Stops a training at numbers that are none. */
final class Finite {

  private Finite() {}

  /**
   * The same values.
   *
   * @throws TrainingException if one is not finite; the message names problem and kind
   */
  static double[] require(String problemId, String kind, double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new TrainingException(
            Reason.NOT_FINITE,
            "problem %s, %s: expected a finite number, found %s".formatted(problemId, kind, value));
      }
    }
    return values;
  }

  /** Floats as doubles, required in the same way. */
  static double[] doubles(String problemId, String kind, float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return require(problemId, kind, doubles);
  }
}
