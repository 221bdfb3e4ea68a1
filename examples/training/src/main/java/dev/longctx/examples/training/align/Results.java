package dev.longctx.examples.training.align;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * All finished runs.
 *
 * @param runs in the order of arms
 */
record Results(List<RunResult> runs) {

  /** Copies the list. */
  Results {
    runs = List.copyOf(runs);
  }

  /** The runs of an arm. */
  List<RunResult> of(Arm arm) {
    return runs.stream().filter(run -> run.arm().equals(arm.title())).toList();
  }

  /** Accuracies, costs, gaps and what triples cost, as Markdown. */
  String table(Folder folder, List<Long> seeds) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Right answers in per cent, mean over seeds (least to most), by tokens of the context.");
    lines.addAll(accuracies("People (the trained domain)", RunResult::people));
    lines.addAll(accuracies("Things (never trained on)", RunResult::things));
    lines.addAll(costs());
    lines.addAll(sampling(folder, seeds));
    return String.join("\n", lines) + "\n";
  }

  private List<String> accuracies(
      String title, Function<RunResult, Map<Integer, Double>> accuracy) {
    List<String> lines = new ArrayList<>(List.of("", "### " + title, ""));
    lines.add("| arm | steps | 128 | 512 | 1,024 | 2,048 |");
    lines.add("|---|--:|--:|--:|--:|--:|");
    for (Arm arm : Arm.values()) {
      List<RunResult> some = of(arm);
      if (!some.isEmpty()) {
        String cells =
            Scale.LENGTHS.stream()
                .map(
                    tokens ->
                        percent(
                            some, run -> Objects.requireNonNull(accuracy.apply(run).get(tokens))))
                .collect(Collectors.joining(" | "));
        lines.add("| %s | %d | %s |".formatted(arm.title(), some.get(0).steps(), cells));
      }
    }
    return lines;
  }

  private static String percent(List<RunResult> runs, ToDoubleFunction<RunResult> value) {
    DoubleSummaryStatistics all = runs.stream().mapToDouble(value).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f–%.0f)",
        100 * all.getAverage(),
        100 * all.getMin(),
        100 * all.getMax());
  }

  private List<String> costs() {
    List<String> lines = new ArrayList<>(List.of("", "### Cost and rewards", ""));
    lines.add(
        "| arm | time a step, of the same objective on long contexts | distance of rewards before |"
            + " after |");
    lines.add("|---|--:|--:|--:|");
    for (Arm arm : Arm.values()) {
      List<RunResult> some = of(arm);
      if (!some.isEmpty()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f |",
                arm.title(),
                ratio(arm, RunResult::cpuSecondsAStep),
                mean(some, RunResult::gapBefore),
                mean(some, RunResult::gapAfter)));
      }
    }
    lines.add("");
    lines.add(
        "Distance: of the mean log-probability of a token of the right chain, under 128 and under"
            + " 1,024 tokens, in nats. Time is the process's.");
    return lines;
  }

  private String ratio(Arm arm, ToDoubleFunction<RunResult> value) {
    Optional<Arm> onLong = arm.onLongContexts();
    if (onLong.isEmpty() || of(onLong.get()).isEmpty()) {
      return "";
    }
    return String.format(Locale.ROOT, "%.2f", mean(of(arm), value) / mean(of(onLong.get()), value));
  }

  private static double mean(List<RunResult> runs, ToDoubleFunction<RunResult> value) {
    return runs.stream().mapToDouble(value).filter(Double::isFinite).average().orElse(Double.NaN);
  }

  private static List<String> sampling(Folder folder, List<Long> seeds) throws IOException {
    List<String> lines = new ArrayList<>(List.of("", "### What pairs cost", ""));
    lines.add("| seed | sampled under | pairs | questions | tokens read for a pair |");
    lines.add("|--:|---|--:|--:|--:|");
    for (long seed : seeds) {
      if (Files.exists(folder.cost(seed))) {
        SampleCost cost = SampleCost.read(folder.cost(seed));
        lines.add(row(seed, "short", cost.shortPairs(), cost.shortQuestions(), cost.shortTokens()));
        lines.add(row(seed, "long", cost.longPairs(), cost.longQuestions(), cost.longTokens()));
      }
    }
    return lines;
  }

  private static String row(long seed, String under, int pairs, int questions, long tokens) {
    String each = pairs == 0 ? "" : Long.toString(tokens / pairs);
    return "| %d | %s | %d | %d | %s |".formatted(seed, under, pairs, questions, each);
  }
}
