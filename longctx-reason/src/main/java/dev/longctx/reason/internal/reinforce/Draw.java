package dev.longctx.reason.internal.reinforce;

import dev.longctx.reason.reinforce.RolloutMetrics;
import dev.longctx.reason.rollout.RolloutGroup;
import java.util.List;

/**
 * The groups of one step.
 *
 * @param outcome whether there are enough
 * @param groups those to train on, in the order they were drawn
 * @param drawn how many problems the draw took
 * @param metrics of all that was drawn
 * @param meanScore of all that was drawn
 */
record Draw(
    Outcome outcome,
    List<RolloutGroup> groups,
    int drawn,
    RolloutMetrics metrics,
    double meanScore) {

  /** What came of drawing. */
  enum Outcome {
    /** There are as many groups as a step has. */
    ENOUGH,
    /** The most draws were made, and too few groups have scores that differ. */
    NO_SPREAD,
    /** Responses have no score, and the rule says to pause, or none has one. */
    NO_SCORES
  }
}
