package dev.longctx.reason.internal.reinforce;

import dev.longctx.runs.random.Draws;
import java.util.Arrays;

/** Seeds that follow from what they are for, so that a continued run draws as one in a piece. */
final class Seeds {

  private Seeds() {}

  /** Mixes a run's seed with what it is used for. */
  static long of(long seed, Purpose purpose, long... path) {
    return Draws.of(seed, Arrays.toString(path), purpose.name()).next();
  }

  /** What is drawn. */
  enum Purpose {
    /** The order of problems. */
    ORDER,
    /** Responses to train on. */
    TRAINING,
    /** Responses that tell how hard a problem is. */
    DIFFICULTY,
    /** Problems of earlier phases. */
    RETROSPECTION,
    /** Responses to evaluate. */
    EVALUATION
  }
}
