package dev.longctx.reason.internal.report;

import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.reinforce.BucketResult;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.runs.plot.Plot;
import java.util.Arrays;
import java.util.List;

/** The plots of a report. Long trainings are drawn by the means of spans of steps. */
final class ReportPlots {

  private static final int MOST_POINTS = 200;
  private static final double BETWEEN_STEPS = 0.5;

  private final RlReport report;
  private final List<List<RlStep>> spans;
  private final double[] steps;

  private ReportPlots(RlReport report) {
    this.report = report;
    spans = StepSpans.of(report.steps(), MOST_POINTS);
    steps = spans.stream().mapToDouble(span -> StepSpans.last(span).step()).toArray();
  }

  /** All plots, those without lines too, so that what an earlier report left can be removed. */
  static List<Picture> of(RlReport report) {
    ReportPlots plots = new ReportPlots(report);
    return List.of(
        plots.reward(),
        plots.accuracy(),
        plots.entropy(),
        plots.length(),
        plots.kl(),
        plots.gradient());
  }

  private Picture reward() {
    Plot plot = plot("Reward", "mean over rollouts");
    line(plot, Column.REWARD, "reward per rollout");
    if (!equal(Column.REWARD, Column.ACCURACY)) {
      line(plot, Column.ACCURACY, "accuracy");
    }
    return picture("reward", "Mean reward of the rollouts by step", plot);
  }

  private Picture accuracy() {
    Plot plot = plot("Accuracy by prompt length in tokens", "accuracy");
    plot.range(0, 1);
    for (LengthBucket bucket : ReportTables.buckets(report.evaluations())) {
      List<RlEvaluation> with =
          report.evaluations().stream()
              .filter(evaluation -> !Double.isNaN(accuracy(evaluation, bucket)))
              .toList();
      plot.line(
          ReportTables.range(bucket),
          with.stream().mapToDouble(RlEvaluation::step).toArray(),
          with.stream().mapToDouble(evaluation -> accuracy(evaluation, bucket)).toArray());
    }
    return picture("accuracy", "Accuracy on each prompt length by step", plot);
  }

  private static double accuracy(RlEvaluation evaluation, LengthBucket bucket) {
    return ReportTables.results(evaluation, bucket)
        .mapToDouble(BucketResult::accuracy)
        .findFirst()
        .orElse(Double.NaN);
  }

  private Picture entropy() {
    Plot plot = plot("Entropy of the policy", "nats a token");
    line(plot, Column.ENTROPY, "entropy");
    return picture("entropy", "Estimated entropy of the policy by step", plot);
  }

  private Picture length() {
    Plot plot = plot("Length of the responses", "tokens");
    double[] means = means(Column.LENGTH);
    double[] deviations = means(Column.DEVIATION);
    double[] low = new double[means.length];
    double[] high = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      low[i] = Math.max(0, means[i] - deviations[i]);
      high[i] = means[i] + deviations[i];
    }
    plot.band(steps, low, high);
    line(plot, Column.LENGTH, "mean \u00B1 standard deviation");
    return picture(
        "length", "Mean length of the responses and its standard deviation by step", plot);
  }

  private Picture kl() {
    Plot plot = plot("KL divergence of the policy", "nats a token");
    line(plot, Column.REFERENCE_KL, "from the reference policy");
    line(plot, Column.BEHAVIOUR_KL, "from the policy that sampled");
    return picture("kl", "KL divergence of the policy by step", plot);
  }

  private Picture gradient() {
    Plot plot = plot("Gradient norm before clipping", "Euclidean norm");
    line(plot, Column.GRADIENT, "gradient norm");
    return picture("gradient", "Gradient norm by step", plot);
  }

  /** Phases after the first begin at dashed lines. */
  private Plot plot(String title, String y) {
    List<List<RlStep>> phases = StepSpans.phases(report.steps());
    boolean many = phases.size() > 1;
    Plot plot = new Plot(title, many ? "step (dashed: a new phase begins)" : "step", y);
    phases.stream()
        .skip(1)
        .forEach(phase -> plot.border(StepSpans.first(phase).step() - BETWEEN_STEPS));
    return plot;
  }

  private void line(Plot plot, Column column, String name) {
    plot.line(name, steps, means(column));
  }

  private double[] means(Column column) {
    return spans.stream().mapToDouble(column::mean).toArray();
  }

  private boolean equal(Column one, Column other) {
    return Arrays.equals(means(one), means(other));
  }

  private static Picture picture(String name, String alternative, Plot plot) {
    return new Picture(name + ".png", alternative, plot);
  }
}
