package dev.longctx.reason.internal.reinforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.reason.reinforce.RolloutMetrics;
import dev.longctx.reason.reinforce.UpdateMetrics;
import dev.longctx.runs.json.Fields;
import dev.longctx.runs.json.Json;

/** Metrics as objects; numbers come back bit by bit, and NaN is null. */
public final class MetricsJson {

  /** What {@code kind} says in a step's object. */
  public static final String STEP = "step";

  /** What {@code kind} says in an evaluation's object. */
  public static final String EVALUATION = "evaluation";

  private MetricsJson() {}

  /** A step as an object. */
  public static ObjectNode of(RlStep step) {
    ObjectNode node = Json.object().put("kind", STEP);
    node.put("step", step.step()).put("phase", step.phase());
    put(node, step.rollouts());
    put(node, step.updates());
    return node;
  }

  private static void put(ObjectNode node, RolloutMetrics metrics) {
    node.put("groups_drawn", metrics.groupsDrawn())
        .put("groups_kept", metrics.groupsKept())
        .put("groups_without_spread", metrics.groupsWithoutSpread())
        .put("groups_unscored", metrics.groupsUnscored())
        .put("rollouts", metrics.rollouts())
        .put("unscored", metrics.unscored());
    Numbers.put(node, "reward", metrics.reward());
    Numbers.put(node, "accuracy", metrics.accuracy());
    Numbers.put(node, "response_tokens", metrics.responseTokens());
    Numbers.put(node, "response_tokens_variance", metrics.responseTokensVariance());
    Numbers.put(node, "cut_off", metrics.cutOff());
    Numbers.put(node, "entropy", metrics.entropy());
    node.put("prompt_tokens", metrics.promptTokens());
    node.put("generated_tokens", metrics.generatedTokens());
    Numbers.put(node, "rollout_seconds", metrics.seconds());
  }

  private static void put(ObjectNode node, UpdateMetrics metrics) {
    node.put("updates", metrics.updates());
    Numbers.put(node, "loss", metrics.loss());
    Numbers.put(node, "gradient_norm", metrics.gradientNorm());
    Numbers.put(node, "clip_fraction", metrics.clipFraction());
    Numbers.put(node, "behaviour_kl", metrics.behaviourKl());
    Numbers.put(node, "reference_kl", metrics.referenceKl());
    Numbers.put(node, "mismatch", metrics.mismatch());
    Numbers.put(node, "mismatch_max", metrics.mismatchMax());
    Numbers.put(node, "learning_rate", metrics.learningRate());
    node.put("update_tokens", metrics.tokens());
    Numbers.put(node, "update_seconds", metrics.seconds());
  }

  /** An evaluation as an object. */
  public static ObjectNode of(RlEvaluation evaluation) {
    return EvaluationJson.of(evaluation);
  }

  /**
   * Reads a step.
   *
   * @throws IllegalArgumentException if a field is missing or of another kind
   */
  public static RlStep step(JsonNode node) {
    return new RlStep(
        Fields.integer(node, "step"), Numbers.whole(node, "phase"), rollouts(node), updates(node));
  }

  private static RolloutMetrics rollouts(JsonNode node) {
    return new RolloutMetrics(
        Numbers.whole(node, "groups_drawn"),
        Numbers.whole(node, "groups_kept"),
        Numbers.whole(node, "groups_without_spread"),
        Numbers.whole(node, "groups_unscored"),
        Numbers.whole(node, "rollouts"),
        Numbers.whole(node, "unscored"),
        Numbers.real(node, "reward"),
        Numbers.real(node, "accuracy"),
        Numbers.real(node, "response_tokens"),
        Numbers.real(node, "response_tokens_variance"),
        Numbers.real(node, "cut_off"),
        Numbers.real(node, "entropy"),
        Fields.integer(node, "prompt_tokens"),
        Fields.integer(node, "generated_tokens"),
        Numbers.real(node, "rollout_seconds"));
  }

  private static UpdateMetrics updates(JsonNode node) {
    return new UpdateMetrics(
        Numbers.whole(node, "updates"),
        Numbers.real(node, "loss"),
        Numbers.real(node, "gradient_norm"),
        Numbers.real(node, "clip_fraction"),
        Numbers.real(node, "behaviour_kl"),
        Numbers.real(node, "reference_kl"),
        Numbers.real(node, "mismatch"),
        Numbers.real(node, "mismatch_max"),
        Numbers.real(node, "learning_rate"),
        Fields.integer(node, "update_tokens"),
        Numbers.real(node, "update_seconds"));
  }

  /**
   * Reads an evaluation.
   *
   * @throws IllegalArgumentException if a field is missing or of another kind
   */
  public static RlEvaluation evaluation(JsonNode node) {
    return EvaluationJson.read(node);
  }
}
