package dev.longctx.align.internal.train;

import dev.longctx.align.EvaluationPoint;
import dev.longctx.align.StepMetrics;
import java.util.List;

/** What was recorded so far, in order. */
public record History(List<StepMetrics> steps, List<EvaluationPoint> evaluations) {

  boolean isEvaluated(long step) {
    return !evaluations.isEmpty() && evaluations.get(evaluations.size() - 1).step() == step;
  }
}
