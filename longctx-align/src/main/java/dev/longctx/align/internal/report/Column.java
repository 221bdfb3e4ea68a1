package dev.longctx.align.internal.report;

import dev.longctx.align.StepMetrics;
import dev.longctx.align.StepRewards;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A number that each step has. */
record Column(String name, String title, ToDoubleFunction<StepMetrics> value) {

  private static final StepRewards NONE =
      new StepRewards(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  static final Column LOSS = new Column("loss", "loss", step -> step.loss().total());
  static final Column PREFERENCE =
      new Column("preference_loss", "preference", step -> step.loss().preference());
  static final Column ALIGNMENT =
      new Column("alignment_loss", "alignment", step -> step.loss().alignment());
  static final Column CHOSEN =
      new Column("chosen_reward", "reward chosen", step -> rewards(step).chosen());
  static final Column REJECTED =
      new Column("rejected_reward", "reward rejected", step -> rewards(step).rejected());
  static final Column LONG_CHOSEN =
      new Column("long_chosen_reward", "reward chosen, long", step -> rewards(step).longChosen());
  static final Column MARGIN = new Column("margin", "margin", step -> rewards(step).margin());
  static final Column ACCURACY =
      new Column("accuracy", "accuracy", step -> rewards(step).accuracy());
  static final Column GAP = new Column("gap", "gap short-long", step -> rewards(step).gap());
  static final Column GRADIENT =
      new Column("gradient_norm", "gradient norm", StepMetrics::gradientNorm);
  static final Column RATE =
      new Column("learning_rate", "learning rate", StepMetrics::learningRate);
  static final Column TOKENS = new Column("tokens", "tokens", StepMetrics::tokens);
  static final Column SECONDS = new Column("seconds", "seconds", StepMetrics::seconds);

  static final List<Column> ALL =
      List.of(
          LOSS,
          PREFERENCE,
          ALIGNMENT,
          CHOSEN,
          REJECTED,
          LONG_CHOSEN,
          MARGIN,
          ACCURACY,
          GAP,
          GRADIENT,
          RATE,
          TOKENS,
          SECONDS);

  private static StepRewards rewards(StepMetrics step) {
    StepRewards rewards = step.rewards();
    return rewards == null ? NONE : rewards;
  }

  double of(StepMetrics step) {
    return value.applyAsDouble(step);
  }

  double mean(List<StepMetrics> steps) {
    return steps.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  /** Whether any step has this number. */
  boolean isIn(List<StepMetrics> steps) {
    return steps.stream().mapToDouble(value).anyMatch(Double::isFinite);
  }
}
