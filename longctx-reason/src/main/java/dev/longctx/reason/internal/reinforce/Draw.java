package dev.longctx.reason.internal.reinforce;

import dev.longctx.reason.reinforce.RolloutMetrics;
import dev.longctx.reason.rollout.RolloutGroup;
import java.util.List;

/**
 * The groups of one step.
 *
 * @param isEnough false where the most draws were made and too few groups have scores that differ
 * @param groups those to train on, in the order they were drawn
 * @param drawn how many problems the draw took
 * @param metrics of all that was drawn
 * @param meanScore of all that was drawn
 */
record Draw(
    boolean isEnough,
    List<RolloutGroup> groups,
    int drawn,
    RolloutMetrics metrics,
    double meanScore) {}
