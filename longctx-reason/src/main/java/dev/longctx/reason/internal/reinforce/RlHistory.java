package dev.longctx.reason.internal.reinforce;

import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.curriculum.PhaseMix;
import dev.longctx.reason.reinforce.PhaseSummary;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.reason.reinforce.RlStep;
import java.util.ArrayList;
import java.util.List;

/** What a run has done so far. Not thread-safe. */
final class RlHistory {

  private final List<RlStep> steps = new ArrayList<>();
  private final List<RlEvaluation> evaluations = new ArrayList<>();

  void add(RlStep step) {
    steps.add(step);
  }

  void add(RlEvaluation evaluation) {
    evaluations.add(evaluation);
  }

  List<RlStep> steps() {
    return List.copyOf(steps);
  }

  List<RlEvaluation> evaluations() {
    return List.copyOf(evaluations);
  }

  boolean isEvaluated(long step) {
    return !evaluations.isEmpty() && evaluations.get(evaluations.size() - 1).step() == step;
  }

  /** What a phase has done. */
  PhaseSummary summary(LengthBucket bucket, PhaseMix mix) {
    List<RlStep> own = steps.stream().filter(step -> step.phase() == mix.phase()).toList();
    long rollouts = own.stream().mapToLong(step -> step.rollouts().rollouts()).sum();
    return new PhaseSummary(mix.phase(), bucket, mix, own.size(), rollouts);
  }
}
