package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.reinforce.RunResult.LengthResult;
import dev.longctx.examples.training.reinforce.RunResult.StepPoint;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Tables of how trainings went.
 *
 * @param results all finished runs
 * @param longest the longest prompt that is trained on
 */
record TrainingTables(Results results, int longest) {

  /** What a table tells of the runs of an arm. */
  private record Column(String title, Function<List<RunResult>, String> cell) {

    static Column range(String title, String format, ToDoubleFunction<RunResult> value) {
      return new Column(title, runs -> Statistics.range(runs, value, format));
    }

    static Column mean(String title, ToDoubleFunction<RunResult> value) {
      return new Column(title, runs -> Statistics.number("%,.0f", Statistics.mean(runs, value)));
    }
  }

  Table stability() {
    return table(
        "Stability",
        "Mean over seeds (least to most). KL: estimated divergence from the base in nats a token,"
            + " in the end on questions of the longest trained range, and mean over steps. Gradient"
            + " norm: before clipping at 1, mean of a step. Entropy: of a sampled token, in nats."
            + " Spread: standard deviation over seeds of right answers of all ranges, in points.",
        List.of(
            Column.range("KL in the end", "%.2f", this::lastKl),
            Column.range("KL", "%.2f", run -> mean(run, StepPoint::kl)),
            Column.range("gradient norm", "%.2f", run -> mean(run, StepPoint::gradientNorm)),
            Column.range("its maximum", "%.1f", run -> most(run, StepPoint::gradientNorm)),
            Column.range("entropy", "%.2f", run -> mean(run, StepPoint::entropy)),
            Column.range("its last", "%.2f", TrainingTables::lastEntropy),
            new Column("spread", TrainingTables::spread),
            new Column("ended", TrainingTables::ends)));
  }

  private double lastKl(RunResult run) {
    return run.lengths().stream()
        .filter(length -> length.upTo() == longest)
        .mapToDouble(LengthResult::kl)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double lastEntropy(RunResult run) {
    List<StepPoint> steps = run.steps();
    return steps.isEmpty() ? Double.NaN : steps.get(steps.size() - 1).entropy();
  }

  private static String spread(List<RunResult> runs) {
    return Statistics.number("%.1f", 100 * Statistics.deviation(runs, RunResult::accuracy));
  }

  private static String ends(List<RunResult> runs) {
    return runs.stream()
        .map(run -> run.end().toLowerCase(Locale.ROOT).replace('_', ' '))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  Table cost() {
    return table(
        "Cost",
        "Mean over seeds. Responses that were sampled for the warm-up, to score problems and in"
            + " steps, and all together; seconds by the clock, and at last those of the processor,"
            + " with one thread.",
        List.of(
            Column.mean("warm-up", run -> run.responses().warmUp()),
            Column.mean("scoring", run -> run.responses().scoring()),
            Column.mean("in steps", run -> run.responses().training()),
            Column.mean("together", run -> run.responses().all()),
            Column.mean("steps", run -> run.steps().size()),
            Column.mean("updates", RunResult::updates),
            Column.mean("rollouts, s", run -> run.seconds().rollouts()),
            Column.mean("updates, s", run -> run.seconds().updates()),
            Column.mean("exam, s", run -> run.seconds().exam()),
            Column.mean("all, s", run -> run.seconds().process()),
            Column.mean("processor, s", run -> run.seconds().processor())));
  }

  private Table table(String title, String note, List<Column> columns) {
    List<String> header = new ArrayList<>(List.of("arm"));
    columns.forEach(column -> header.add(column.title()));
    List<List<String>> rows = new ArrayList<>();
    for (Arm arm : results.arms()) {
      if (arm != Arm.BASE) {
        List<String> row = new ArrayList<>(List.of(arm.title()));
        columns.forEach(column -> row.add(column.cell().apply(results.of(arm))));
        rows.add(row);
      }
    }
    return new Table(title, note, header, rows);
  }

  private static double mean(RunResult run, ToDoubleFunction<StepPoint> value) {
    DoubleSummaryStatistics all = over(run, value);
    return all.getCount() == 0 ? Double.NaN : all.getAverage();
  }

  private static double most(RunResult run, ToDoubleFunction<StepPoint> value) {
    DoubleSummaryStatistics all = over(run, value);
    return all.getCount() == 0 ? Double.NaN : all.getMax();
  }

  private static DoubleSummaryStatistics over(RunResult run, ToDoubleFunction<StepPoint> value) {
    return run.steps().stream().mapToDouble(value).filter(Double::isFinite).summaryStatistics();
  }
}
