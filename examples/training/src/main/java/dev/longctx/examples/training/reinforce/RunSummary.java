package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.reinforce.RunResult.LengthResult;
import dev.longctx.examples.training.reinforce.RunResult.Responses;
import dev.longctx.examples.training.reinforce.RunResult.Seconds;
import dev.longctx.examples.training.reinforce.RunResult.StepPoint;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.reason.reinforce.RlStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a run's result together.
 *
 * @param plan the numbers
 * @param all seconds of the process
 * @param exam seconds of the evaluation in the end
 */
record RunSummary(ReinforcePlan plan, double all, double exam) {

  RunResult result(Arm arm, long seed, Optional<RlReport> training, List<LengthResult> lengths) {
    if (training.isEmpty()) {
      Seconds seconds = new Seconds(0, 0, exam, all);
      return new RunResult(
          arm.title(), seed, "", new Responses(0, 0, 0), 0, lengths, List.of(), seconds);
    }
    RlReport report = training.get();
    long warmUp = arm.recipe().orElseThrow().warmsUp() ? plan.warmUpResponses() : 0;
    Responses responses = new Responses(warmUp, report.scoringRollouts(), report.rollouts());
    return new RunResult(
        arm.title(),
        seed,
        report.end().name(),
        responses,
        report.steps().stream().mapToLong(step -> step.updates().updates()).sum(),
        lengths,
        points(report.steps(), responses.before()),
        new Seconds(
            report.steps().stream().mapToDouble(step -> step.rollouts().seconds()).sum(),
            report.steps().stream().mapToDouble(step -> step.updates().seconds()).sum(),
            exam,
            all));
  }

  private static List<StepPoint> points(List<RlStep> steps, long before) {
    List<StepPoint> points = new ArrayList<>();
    long responses = before;
    for (RlStep step : steps) {
      responses += step.rollouts().rollouts();
      points.add(
          new StepPoint(
              step.phase(),
              responses,
              step.rollouts().reward(),
              step.rollouts().entropy(),
              step.rollouts().responseTokens(),
              (double) step.rollouts().groupsKept() / step.rollouts().groupsDrawn(),
              step.updates().gradientNorm(),
              step.updates().referenceKl()));
    }
    return points;
  }
}
