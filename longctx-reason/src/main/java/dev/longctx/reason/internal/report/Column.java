package dev.longctx.reason.internal.report;

import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.reason.reinforce.RolloutMetrics;
import dev.longctx.reason.reinforce.UpdateMetrics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A number that each step has, NaN where it was not measured. */
record Column(String name, String title, Kind kind, ToDoubleFunction<RlStep> value) {

  private static final int DIGITS = 3;

  /** How a column is written. */
  enum Kind {
    COUNT,
    NUMBER,
    SHARE
  }

  static final Column DRAWN =
      rollouts("groups_drawn", "drawn groups", Kind.COUNT, RolloutMetrics::groupsDrawn);
  static final Column KEPT =
      rollouts("groups_kept", "kept groups", Kind.COUNT, RolloutMetrics::groupsKept);
  static final Column REWARD = rollouts("reward", "reward", Kind.NUMBER, RolloutMetrics::reward);
  static final Column ACCURACY =
      rollouts("accuracy", "accuracy", Kind.NUMBER, RolloutMetrics::accuracy);
  static final Column LENGTH =
      rollouts("response_tokens", "response tokens", Kind.NUMBER, RolloutMetrics::responseTokens);
  static final Column DEVIATION =
      rollouts(
          "response_tokens_deviation",
          "std. dev.",
          Kind.NUMBER,
          RolloutMetrics::responseTokensDeviation);
  static final Column ENTROPY =
      rollouts("entropy", "entropy", Kind.NUMBER, RolloutMetrics::entropy);
  static final Column GRADIENT =
      updates("gradient_norm", "gradient norm", Kind.NUMBER, UpdateMetrics::gradientNorm);
  static final Column CLIPPED =
      updates("clip_fraction", "clip fraction", Kind.SHARE, UpdateMetrics::clipFraction);
  static final Column BEHAVIOUR_KL =
      updates("behaviour_kl", "KL, behaviour", Kind.NUMBER, UpdateMetrics::behaviourKl);
  static final Column REFERENCE_KL =
      updates("reference_kl", "KL, reference", Kind.NUMBER, UpdateMetrics::referenceKl);
  static final Column MISMATCH =
      updates("mismatch", "mismatch", Kind.NUMBER, UpdateMetrics::mismatch);
  static final Column THROUGHPUT =
      new Column("tokens_per_second", "tokens/s", Kind.NUMBER, RlStep::tokensPerSecond);

  /** What is measured, in the order of a step's components. */
  static final List<Column> ALL =
      List.of(
          DRAWN,
          KEPT,
          rollouts(
              "groups_without_spread",
              "without spread",
              Kind.COUNT,
              RolloutMetrics::groupsWithoutSpread),
          rollouts(
              "groups_unscored", "unscored groups", Kind.COUNT, RolloutMetrics::groupsUnscored),
          rollouts("rollouts", "rollouts", Kind.COUNT, RolloutMetrics::rollouts),
          rollouts("unscored", "unscored", Kind.COUNT, RolloutMetrics::unscored),
          REWARD,
          ACCURACY,
          LENGTH,
          rollouts(
              "response_tokens_variance",
              "variance of tokens",
              Kind.NUMBER,
              RolloutMetrics::responseTokensVariance),
          rollouts("cut_off", "cut off", Kind.SHARE, RolloutMetrics::cutOff),
          ENTROPY,
          rollouts("prompt_tokens", "prompt tokens", Kind.COUNT, RolloutMetrics::promptTokens),
          rollouts(
              "generated_tokens", "generated tokens", Kind.COUNT, RolloutMetrics::generatedTokens),
          rollouts("rollout_seconds", "rollout seconds", Kind.NUMBER, RolloutMetrics::seconds),
          updates("updates", "updates", Kind.COUNT, UpdateMetrics::updates),
          updates("loss", "loss", Kind.NUMBER, UpdateMetrics::loss),
          GRADIENT,
          CLIPPED,
          BEHAVIOUR_KL,
          REFERENCE_KL,
          MISMATCH,
          updates("mismatch_max", "largest mismatch", Kind.NUMBER, UpdateMetrics::mismatchMax),
          updates("learning_rate", "learning rate", Kind.NUMBER, UpdateMetrics::learningRate),
          updates("update_tokens", "update tokens", Kind.COUNT, UpdateMetrics::tokens),
          updates("update_seconds", "update seconds", Kind.NUMBER, UpdateMetrics::seconds));

  /** What people look at. */
  static final List<Column> SUMMARY =
      List.of(
          REWARD,
          ACCURACY,
          LENGTH,
          DEVIATION,
          ENTROPY,
          BEHAVIOUR_KL,
          REFERENCE_KL,
          GRADIENT,
          CLIPPED,
          KEPT,
          DRAWN,
          MISMATCH,
          THROUGHPUT);

  private static Column rollouts(
      String name, String title, Kind kind, ToDoubleFunction<RolloutMetrics> value) {
    return new Column(name, title, kind, step -> value.applyAsDouble(step.rollouts()));
  }

  private static Column updates(
      String name, String title, Kind kind, ToDoubleFunction<UpdateMetrics> value) {
    return new Column(name, title, kind, step -> value.applyAsDouble(step.updates()));
  }

  /** The mean over the steps that have it. */
  double mean(List<RlStep> steps) {
    return steps.stream().mapToDouble(value).filter(Double::isFinite).average().orElse(Double.NaN);
  }

  /** Whether any step has this number. */
  boolean isIn(List<RlStep> steps) {
    return steps.stream().mapToDouble(value).anyMatch(Double::isFinite);
  }

  /** The mean, for people. */
  String text(List<RlStep> steps) {
    double mean = mean(steps);
    return switch (kind) {
      case COUNT -> NumberText.count(mean, DIGITS);
      case NUMBER -> NumberText.of(mean, DIGITS);
      case SHARE -> NumberText.percent(mean, DIGITS);
    };
  }

  /** The number itself, for programs; empty where there is none. */
  String exact(RlStep step) {
    double number = value.applyAsDouble(step);
    if (Double.isNaN(number)) {
      return "";
    }
    return kind == Kind.COUNT ? String.valueOf((long) number) : String.valueOf(number);
  }
}
