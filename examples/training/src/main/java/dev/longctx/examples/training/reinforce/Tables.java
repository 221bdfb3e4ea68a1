package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.reinforce.RunResult.LengthResult;
import dev.longctx.examples.training.reinforce.RunResult.StepPoint;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes tables of all finished runs.
 *
 * @param results the runs
 * @param caps ends of the ranges of lengths
 */
record Tables(Results results, List<Integer> caps) {

  /** Copies the list. */
  Tables {
    caps = List.copyOf(caps);
  }

  List<Table> all() {
    return List.of(accuracy(), passAtK(), stability(), cost());
  }

  private Table accuracy() {
    return new Table(
        "Right answers by length",
        "Per cent of greedy answers, by tokens of the prompt: mean over seeds (least to most), and"
            + " the 95 % interval of the questions of all seeds together (Wilson). The interval is"
            + " that of other questions, not of other trainings.",
        lengths(),
        rows(arm -> byLength(at -> accuracy(results.of(arm), at))));
  }

  private static String accuracy(List<RunResult> runs, int at) {
    List<LengthResult> parts = runs.stream().map(run -> run.lengths().get(at)).toList();
    Interval interval =
        Interval.of(sum(parts, LengthResult::right), sum(parts, LengthResult::questions));
    return String.format(
        Locale.ROOT,
        "%s [%.0f–%.0f]",
        range(parts, part -> 100 * part.accuracy(), "%.0f"),
        100 * interval.low(),
        100 * interval.high());
  }

  private Table passAtK() {
    return new Table(
        "Pass@k by length",
        "Per cent of questions that one of 1, 2, 4 and 8 samples at temperature 1 answers, mean over"
            + " seeds.",
        lengths(),
        rows(arm -> byLength(at -> passAtK(results.of(arm), at))));
  }

  private static String passAtK(List<RunResult> runs, int at) {
    return runs.get(0).lengths().get(at).passAtK().keySet().stream()
        .map(
            k ->
                String.format(
                    Locale.ROOT,
                    "%.0f",
                    100
                        * mean(
                            runs,
                            run -> run.lengths().get(at).passAtK().getOrDefault(k, Double.NaN))))
        .collect(Collectors.joining(" / "));
  }

  private Table stability() {
    return new Table(
        "Stability",
        "Mean over seeds (least to most). KL from the base in nats a token: in the end, on questions"
            + " of the longest trained range, and mean over steps; norm of the gradient before clipping at 1; entropy"
            + " of a token while sampling, in nats; spread: standard deviation over seeds of the"
            + " right answers of all ranges, in points.",
        List.of(
            "arm",
            "KL in the end",
            "KL, mean",
            "gradient norm, mean",
            "gradient norm, most",
            "entropy, mean",
            "entropy, last",
            "spread",
            "ended"),
        trained(
            arm -> {
              List<RunResult> runs = results.of(arm);
              return List.of(
                  range(runs, run -> run.lengths().get(caps.size() - 2).kl(), "%.2f"),
                  range(runs, run -> steps(run, StepPoint::kl).getAverage(), "%.2f"),
                  range(runs, run -> steps(run, StepPoint::gradientNorm).getAverage(), "%.2f"),
                  range(runs, run -> steps(run, StepPoint::gradientNorm).getMax(), "%.1f"),
                  range(runs, run -> steps(run, StepPoint::entropy).getAverage(), "%.2f"),
                  range(runs, Tables::lastEntropy, "%.2f"),
                  spread(runs),
                  runs.stream()
                      .map(run -> run.end().toLowerCase(Locale.ROOT).replace('_', ' '))
                      .distinct()
                      .collect(Collectors.joining(", ")));
            }));
  }

  private static double lastEntropy(RunResult run) {
    List<StepPoint> steps = run.steps();
    return steps.isEmpty() ? Double.NaN : steps.get(steps.size() - 1).entropy();
  }

  private static String spread(List<RunResult> runs) {
    if (runs.size() < 2) {
      return "";
    }
    double mean = mean(runs, RunResult::accuracy);
    double squares = runs.stream().mapToDouble(run -> Math.pow(run.accuracy() - mean, 2)).sum();
    return String.format(Locale.ROOT, "%.1f", 100 * Math.sqrt(squares / (runs.size() - 1)));
  }

  private Table cost() {
    return new Table(
        "Cost",
        "Mean over seeds. Responses sampled for the warm-up, to score problems, and in steps; time"
            + " by the clock, of one thread.",
        List.of(
            "arm",
            "warm-up",
            "scoring",
            "steps'",
            "all responses",
            "steps",
            "updates",
            "rollouts, s",
            "updates, s",
            "final exam, s",
            "whole run, s",
            "processor, s"),
        trained(
            arm -> {
              List<RunResult> runs = results.of(arm);
              return Stream.<ToDoubleFunction<RunResult>>of(
                      run -> run.responses().warmUp(),
                      run -> run.responses().scoring(),
                      run -> run.responses().training(),
                      run -> run.responses().all(),
                      run -> run.steps().size(),
                      RunResult::updates,
                      run -> run.seconds().rollouts(),
                      run -> run.seconds().updates(),
                      run -> run.seconds().exam(),
                      run -> run.seconds().process(),
                      run -> run.seconds().processor())
                  .map(value -> String.format(Locale.ROOT, "%,.0f", mean(runs, value)))
                  .toList();
            }));
  }

  private List<List<String>> trained(Function<Arm, List<String>> cells) {
    return rows(cells).stream().filter(row -> !row.get(0).equals(Arm.BASE.title())).toList();
  }

  private List<List<String>> rows(Function<Arm, List<String>> cells) {
    return results.arms().stream()
        .map(arm -> Stream.concat(Stream.of(arm.title()), cells.apply(arm).stream()).toList())
        .toList();
  }

  private List<String> lengths() {
    List<String> header = new ArrayList<>(List.of("arm"));
    int above = 0;
    for (int cap : caps) {
      header.add(
          above == 0
              ? String.format(Locale.ROOT, "up to %,d", cap)
              : String.format(Locale.ROOT, "%,d–%,d", above + 1, cap));
      above = cap;
    }
    return header;
  }

  private List<String> byLength(Function<Integer, String> cell) {
    return IntStream.range(0, caps.size()).boxed().map(cell).toList();
  }

  private static DoubleSummaryStatistics steps(RunResult run, ToDoubleFunction<StepPoint> value) {
    return run.steps().stream().mapToDouble(value).filter(Double::isFinite).summaryStatistics();
  }

  private static <T> String range(List<T> some, ToDoubleFunction<T> value, String format) {
    DoubleSummaryStatistics all = some.stream().mapToDouble(value).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "%1$s (%1$s–%1$s)".replace("%1$s", format),
        all.getAverage(),
        all.getMin(),
        all.getMax());
  }

  private static <T> double mean(List<T> some, ToDoubleFunction<T> value) {
    return some.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  private static <T> long sum(List<T> some, ToLongFunction<T> value) {
    return some.stream().mapToLong(value).sum();
  }
}
