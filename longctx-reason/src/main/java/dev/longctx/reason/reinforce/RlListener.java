package dev.longctx.reason.reinforce;

import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.rollout.RolloutGroup;
import java.nio.file.Path;
import java.util.List;

/**
 * Follows a training by reinforcement, on its thread. What it throws ends the training and is
 * thrown; the last checkpoint stays.
 */
public interface RlListener {

  /** Follows nothing. */
  RlListener NONE = new RlListener() {};

  /**
   * The training begins or goes on.
   *
   * @param step steps done before, 0 unless a checkpoint is continued
   */
  default void started(long step) {}

  /**
   * A phase begins or goes on.
   *
   * @param begins what it will train on, and what of it was done before
   */
  default void phase(PhaseSummary begins) {}

  /**
   * Problems were sampled and scored. A step may draw several times.
   *
   * @param groups all groups of the draw, those that will not be trained on included; prompts and
   *     responses are untrusted text
   */
  default void rollouts(List<RolloutGroup> groups) {}

  /**
   * A step was done.
   *
   * @param step what it did
   */
  default void step(RlStep step) {}

  /**
   * The policy was measured.
   *
   * @param evaluation the result
   */
  default void evaluated(RlEvaluation evaluation) {}

  /**
   * A checkpoint was written.
   *
   * @param step steps done before
   * @param directory where it is, until the next one is written
   */
  default void checkpointed(long step, Path directory) {}

  /**
   * A response could not be told right or wrong, be it to train on, to evaluate or to score how
   * hard a problem is. It counts as neither.
   *
   * @param problem what was asked
   * @param why what the reward said or threw
   */
  default void unscored(Problem problem, String why) {}
}
