package dev.longctx.align;

import java.nio.file.Path;

/**
 * Follows a training, on its thread. What it throws ends the training and is thrown; the last
 * checkpoint stays.
 */
public interface TrainingListener {

  /** Follows nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * The training begins or goes on.
   *
   * @param step steps done before, 0 unless a checkpoint is continued
   */
  default void started(long step) {}

  /**
   * A step was done.
   *
   * @param metrics what it did
   */
  default void step(StepMetrics metrics) {}

  /**
   * The policy was measured.
   *
   * @param point the result
   */
  default void evaluated(EvaluationPoint point) {}

  /**
   * A checkpoint was written.
   *
   * @param step steps done before
   * @param directory where the policy's part of it is, until the next one is written
   */
  default void checkpointed(long step, Path directory) {}
}
