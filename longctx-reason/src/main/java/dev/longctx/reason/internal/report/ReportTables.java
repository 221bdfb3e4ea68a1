package dev.longctx.reason.internal.report;

import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.reinforce.BucketResult;
import dev.longctx.reason.reinforce.PhaseSummary;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.runs.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sentences and tables of a report, for Markdown and for a page. */
final class ReportTables {

  /** What the numbers of the table of steps are. */
  static final String STEPS_NOTE =
      "Means over steps. Entropy, KL and mismatch are in nats a token; lengths in tokens.";

  private static final int MOST_ROWS = 20;
  private static final int DIGITS = 3;

  private ReportTables() {}

  static String summary(RlReport report) {
    String end =
        switch (report.end()) {
          case COMPLETED -> "Completed";
          case NO_SPREAD -> "Ended because too few groups had scores that differ,";
          case REWARD_UNAVAILABLE -> "Ended because the reward was unavailable,";
        };
    return String.format(
        Locale.ROOT,
        "%s after %,d steps: %,d rollouts and %,d that only scored problems, %,d tokens,"
            + " %,.1f seconds.",
        end,
        report.steps().size(),
        report.rollouts(),
        report.scoringRollouts(),
        report.tokens(),
        report.seconds());
  }

  static Table phases(List<PhaseSummary> phases) {
    return new Table(
        List.of("phase", "prompt tokens", "own problems", "carried", "ratio", "steps", "rollouts"),
        phases.stream()
            .map(
                phase ->
                    List.of(
                        count(phase.phase()),
                        range(phase.bucket()),
                        count(phase.mix().own()),
                        count(phase.mix().carried().size()),
                        NumberText.percent(phase.mix().ratio(), DIGITS),
                        count(phase.steps()),
                        count(phase.rollouts())))
            .toList());
  }

  /** Means of at most 20 spans of steps; columns that no step has are left out. */
  static Table steps(List<RlStep> steps) {
    List<Column> columns = Column.SUMMARY.stream().filter(column -> column.isIn(steps)).toList();
    return new Table(
        row(List.of(List.of("steps", "phase"), columns.stream().map(Column::title).toList())),
        StepSpans.of(steps, MOST_ROWS).stream().map(span -> row(span, columns)).toList());
  }

  private static List<String> row(List<RlStep> span, List<Column> columns) {
    RlStep first = StepSpans.first(span);
    RlStep last = StepSpans.last(span);
    List<String> place =
        List.of(range(first.step(), last.step()), range(first.phase(), last.phase()));
    return row(List.of(place, columns.stream().map(column -> column.text(span)).toList()));
  }

  /** The lengths that were evaluated, from short to long. */
  static List<LengthBucket> buckets(List<RlEvaluation> evaluations) {
    return evaluations.stream()
        .flatMap(evaluation -> evaluation.buckets().stream())
        .map(BucketResult::bucket)
        .distinct()
        .sorted(Comparator.comparingInt(LengthBucket::above).thenComparingInt(LengthBucket::upTo))
        .toList();
  }

  /** How the policy did on one length, evaluation by evaluation. */
  static Table evaluations(List<RlEvaluation> evaluations, LengthBucket bucket) {
    SortedSet<Integer> ks = new TreeSet<>();
    List<List<String>> rows = new ArrayList<>();
    evaluations.stream()
        .flatMap(evaluation -> results(evaluation, bucket))
        .forEach(result -> ks.addAll(result.passAtK().keySet()));
    for (RlEvaluation evaluation : evaluations) {
      results(evaluation, bucket).forEach(result -> rows.add(row(evaluation, result, ks)));
    }
    return new Table(
        row(
            List.of(
                List.of("after step", "accuracy"),
                ks.stream().map(k -> "pass@" + k).toList(),
                List.of("response tokens", "phase", "problems", "samples", "unscored"))),
        rows);
  }

  static Stream<BucketResult> results(RlEvaluation evaluation, LengthBucket bucket) {
    return evaluation.buckets().stream().filter(result -> result.bucket().equals(bucket));
  }

  private static List<String> row(
      RlEvaluation evaluation, BucketResult result, Collection<Integer> ks) {
    Stream<Double> numbers =
        Stream.concat(
            Stream.concat(
                Stream.of(result.accuracy()),
                ks.stream().map(k -> result.passAtK().getOrDefault(k, Double.NaN))),
            Stream.of(result.responseTokens()));
    return row(
        List.of(
            List.of(count(evaluation.step())),
            numbers.map(number -> NumberText.of(number, DIGITS)).toList(),
            List.of(
                count(evaluation.phase()),
                count(result.problems()),
                count(result.samples()),
                count(result.unscored()))));
  }

  /** The lengths that a bucket holds. */
  static String range(LengthBucket bucket) {
    return count(bucket.above() + 1L) + " to " + count(bucket.upTo());
  }

  private static String range(long first, long last) {
    return first == last ? count(first) : count(first) + "-" + count(last);
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static List<String> row(List<List<String>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }
}
