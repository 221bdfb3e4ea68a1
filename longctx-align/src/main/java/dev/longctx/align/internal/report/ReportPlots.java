package dev.longctx.align.internal.report;

import dev.longctx.align.AlignmentReport;
import dev.longctx.align.EvaluationPoint;
import dev.longctx.align.StepMetrics;
import dev.longctx.runs.plot.Plot;
import dev.longctx.runs.plot.Spans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The plots of a report. */
final class ReportPlots {

  private static final int MOST_POINTS = 200;

  private ReportPlots() {}

  static void write(AlignmentReport report, Path directory) throws IOException {
    plot(
        report,
        "loss",
        directory.resolve("loss.png"),
        Column.LOSS,
        Column.PREFERENCE,
        Column.ALIGNMENT);
    plot(
        report,
        "reward",
        directory.resolve("rewards.png"),
        Column.CHOSEN,
        Column.REJECTED,
        Column.LONG_CHOSEN,
        Column.MARGIN);
    plot(report, "reward under short less under long", directory.resolve("gap.png"), Column.GAP);
    evaluations(report, directory.resolve("evaluation.png"));
  }

  private static void plot(AlignmentReport report, String axis, Path file, Column... columns)
      throws IOException {
    List<List<StepMetrics>> spans = Spans.of(report.steps(), MOST_POINTS);
    double[] steps = spans.stream().mapToDouble(ReportPlots::last).toArray();
    Plot plot = new Plot(report.name(), "step", axis);
    for (Column column : columns) {
      if (column.isIn(report.steps()) && !isIdle(column, report.steps())) {
        plot.line(column.title(), steps, spans.stream().mapToDouble(column::mean).toArray());
      }
    }
    plot.writeIfAny(file);
  }

  private static double last(List<StepMetrics> span) {
    return span.get(span.size() - 1).step();
  }

  /** Losses without an alignment need no line at 0, nor the same line twice. */
  private static boolean isIdle(Column column, List<StepMetrics> steps) {
    return (column.equals(Column.ALIGNMENT) || column.equals(Column.PREFERENCE))
        && steps.stream().noneMatch(step -> step.loss().alignment() != 0);
  }

  private static void evaluations(AlignmentReport report, Path file) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    report.evaluations().forEach(point -> names.addAll(point.values().keySet()));
    Plot plot = new Plot(report.name(), "step", "evaluation");
    for (String name : names) {
      List<EvaluationPoint> with = new ArrayList<>(report.evaluations());
      with.removeIf(point -> !Double.isFinite(point.value(name).orElse(Double.NaN)));
      plot.line(
          name,
          with.stream().mapToDouble(EvaluationPoint::step).toArray(),
          with.stream().mapToDouble(point -> point.value(name).orElse(0)).toArray());
    }
    plot.writeIfAny(file);
  }
}
