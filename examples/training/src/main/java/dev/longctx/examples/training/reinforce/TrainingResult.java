package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.reinforce.RunResult.Responses;
import dev.longctx.examples.training.reinforce.RunResult.StepPoint;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.reason.reinforce.RlStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a training says of itself, as far as tables and pictures show it.
 *
 * @param report all of it
 * @param warmUp responses that were sampled before
 * @param distances from the base before each step, by its number
 */
record TrainingResult(RlReport report, long warmUp, Map<Long, Double> distances) {

  /** Copies the map. */
  TrainingResult {
    distances = Map.copyOf(distances);
  }

  String end() {
    return report.end().name();
  }

  Responses responses() {
    return new Responses(warmUp, report.scoringRollouts(), report.rollouts());
  }

  long updates() {
    return report.steps().stream().mapToLong(step -> step.updates().updates()).sum();
  }

  List<StepPoint> points() {
    List<StepPoint> points = new ArrayList<>();
    long responses = responses().before();
    for (RlStep step : report.steps()) {
      responses += step.rollouts().rollouts();
      points.add(point(step, responses));
    }
    return points;
  }

  private StepPoint point(RlStep step, long responses) {
    return new StepPoint(
        step.phase(),
        responses,
        step.rollouts().reward(),
        step.rollouts().entropy(),
        step.rollouts().responseTokens(),
        (double) step.rollouts().groupsKept() / step.rollouts().groupsDrawn(),
        step.updates().gradientNorm(),
        distances.getOrDefault(step.step(), Double.NaN));
  }
}
