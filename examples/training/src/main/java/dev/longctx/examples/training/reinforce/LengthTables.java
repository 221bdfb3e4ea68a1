package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.reinforce.RunResult.LengthResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Tables of how arms do by the length of the prompt.
 *
 * @param results all finished runs
 * @param caps ends of the ranges of lengths
 */
record LengthTables(Results results, List<Integer> caps) {

  /** Copies the list. */
  LengthTables {
    caps = List.copyOf(caps);
  }

  Table accuracy() {
    return table(
        "Right answers by length",
        "Per cent of greedy answers, by tokens of the prompt: mean over seeds (least to most), and"
            + " the 95 % interval of the questions of all seeds together (Wilson). The interval"
            + " says how other questions may do, not how other trainings may.",
        LengthTables::accuracy);
  }

  private static String accuracy(List<RunResult> runs, int at) {
    List<LengthResult> parts = runs.stream().map(run -> run.lengths().get(at)).toList();
    long right = parts.stream().mapToLong(LengthResult::right).sum();
    long questions = parts.stream().mapToLong(LengthResult::questions).sum();
    Interval interval = Interval.of(right, questions);
    return String.format(
        Locale.ROOT,
        "%s [%.0f–%.0f]",
        Statistics.range(parts, part -> 100 * part.accuracy(), "%.0f"),
        100 * interval.low(),
        100 * interval.high());
  }

  Table passAtK() {
    return table(
        "Pass@k by length",
        "Per cent of questions that one of 1, 2, 4 and 8 samples at temperature 1 answers: mean"
            + " over seeds.",
        LengthTables::passAtK);
  }

  private static String passAtK(List<RunResult> runs, int at) {
    return runs.get(0).lengths().get(at).passAtK().keySet().stream()
        .map(k -> 100 * Statistics.mean(runs, run -> pass(run, at, k)))
        .map(mean -> Statistics.number("%.0f", mean))
        .collect(Collectors.joining(" / "));
  }

  private static double pass(RunResult run, int at, int k) {
    return run.lengths().get(at).passAtK().getOrDefault(k, Double.NaN);
  }

  private Table table(
      String title, String note, BiFunction<List<RunResult>, Integer, String> cell) {
    List<List<String>> rows = new ArrayList<>();
    for (Arm arm : results.arms()) {
      List<String> row = new ArrayList<>(List.of(arm.title()));
      for (int at = 0; at < caps.size(); at++) {
        row.add(cell.apply(results.of(arm), at));
      }
      rows.add(row);
    }
    return new Table(title, note, header(), rows);
  }

  private List<String> header() {
    List<String> header =
        new ArrayList<>(List.of("arm", String.format(Locale.ROOT, "up to %,d", caps.get(0))));
    for (int at = 1; at < caps.size(); at++) {
      int above = caps.get(at - 1);
      header.add(String.format(Locale.ROOT, "%,d–%,d", above + 1, caps.get(at)));
    }
    return header;
  }
}
