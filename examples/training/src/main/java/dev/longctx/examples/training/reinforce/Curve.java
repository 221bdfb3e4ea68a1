package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.reinforce.RunResult.StepPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * A number of steps over the responses that were sampled until then, mean over seeds. Steps differ
 * in how many responses they take, so they are gathered in intervals of as many.
 *
 * @param responses the ends of the intervals
 * @param values the means
 */
record Curve(List<Double> responses, List<Double> values) {

  private static final int INTERVALS = 40;

  /** Copies the lists. */
  Curve {
    responses = List.copyOf(responses);
    values = List.copyOf(values);
  }

  static Curve of(List<RunResult> runs, long all, ToDoubleFunction<StepPoint> value) {
    List<Double> responses = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    double each = (double) all / INTERVALS;
    for (int i = 0; i < INTERVALS; i++) {
      double from = i * each;
      OptionalDouble mean =
          runs.stream()
              .flatMap(run -> run.steps().stream())
              .filter(step -> step.responses() > from && step.responses() <= from + each)
              .mapToDouble(value)
              .filter(Double::isFinite)
              .average();
      if (mean.isPresent()) {
        responses.add(from + each);
        values.add(mean.getAsDouble());
      }
    }
    return new Curve(responses, values);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }
}
