package dev.longctx.align.internal.checkpoint;

import dev.longctx.align.EvaluationPoint;
import dev.longctx.align.StepMetrics;
import dev.longctx.align.internal.train.History;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How far a training is. Not thread-safe. */
public final class Progress {

  private final long updatesBefore;
  private final List<StepMetrics> steps = new ArrayList<>();
  private final List<EvaluationPoint> evaluations = new ArrayList<>();

  private Progress(long updatesBefore) {
    this.updatesBefore = updatesBefore;
  }

  /** A training that has done nothing. */
  public static Progress beginning(long updatesBefore) {
    return new Progress(updatesBefore);
  }

  /** Updates of the policy before this training. */
  public long updatesBefore() {
    return updatesBefore;
  }

  /** Steps done. */
  public long step() {
    return steps.size();
  }

  /** A live, unmodifiable view. */
  public History history() {
    return new History(
        Collections.unmodifiableList(steps), Collections.unmodifiableList(evaluations));
  }

  /** Adds a step. */
  public void add(StepMetrics metrics) {
    steps.add(metrics);
  }

  /** Adds an evaluation. */
  public void add(EvaluationPoint point) {
    evaluations.add(point);
  }
}
