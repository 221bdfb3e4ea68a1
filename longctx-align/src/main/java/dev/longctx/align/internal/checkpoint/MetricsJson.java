package dev.longctx.align.internal.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.EvaluationPoint;
import dev.longctx.align.StepLoss;
import dev.longctx.align.StepMetrics;
import dev.longctx.align.StepRewards;
import dev.longctx.runs.json.Fields;
import dev.longctx.runs.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metrics as objects; numbers come back bit by bit, and NaN is null. */
public final class MetricsJson {

  private MetricsJson() {}

  /** A step as an object. */
  public static ObjectNode of(StepMetrics metrics) {
    ObjectNode node = Json.object().put("kind", "step").put("step", metrics.step());
    put(node, "loss", metrics.loss().total());
    put(node, "preference_loss", metrics.loss().preference());
    put(node, "alignment_loss", metrics.loss().alignment());
    StepRewards rewards = metrics.rewards();
    if (rewards != null) {
      put(node, "chosen_reward", rewards.chosen());
      put(node, "rejected_reward", rewards.rejected());
      put(node, "accuracy", rewards.accuracy());
      put(node, "long_chosen_reward", rewards.longChosen());
    }
    put(node, "gradient_norm", metrics.gradientNorm());
    put(node, "learning_rate", metrics.learningRate());
    node.put("clipped", metrics.clipped()).put("tokens", metrics.tokens());
    put(node, "seconds", metrics.seconds());
    return node;
  }

  /** An evaluation as an object. */
  public static ObjectNode of(EvaluationPoint point) {
    ObjectNode node = Json.object().put("kind", "evaluation").put("step", point.step());
    ObjectNode values = node.putObject("values");
    point.values().forEach((name, value) -> put(values, name, value));
    return node;
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  /** Adds what an object says to a training's progress. */
  static void add(ObjectNode line, Progress progress) {
    if ("step".equals(Fields.text(line, "kind"))) {
      progress.add(step(line));
    } else {
      progress.add(evaluation(line));
    }
  }

  private static StepMetrics step(JsonNode node) {
    return new StepMetrics(
        Fields.integer(node, "step"),
        new StepLoss(
            Fields.number(node, "loss"),
            Fields.number(node, "preference_loss"),
            Fields.number(node, "alignment_loss")),
        node.has("chosen_reward") ? rewards(node) : null,
        Fields.number(node, "gradient_norm"),
        Fields.number(node, "learning_rate"),
        Fields.flag(node, "clipped"),
        Fields.integer(node, "tokens"),
        Fields.number(node, "seconds"));
  }

  private static StepRewards rewards(JsonNode node) {
    return new StepRewards(
        Fields.number(node, "chosen_reward"),
        Fields.number(node, "rejected_reward"),
        Fields.number(node, "accuracy"),
        Fields.number(node, "long_chosen_reward"));
  }

  private static EvaluationPoint evaluation(JsonNode node) {
    Map<String, Double> values = new LinkedHashMap<>();
    JsonNode named = node.path("values");
    named.fieldNames().forEachRemaining(name -> values.put(name, Fields.number(named, name)));
    return new EvaluationPoint(Fields.integer(node, "step"), values);
  }
}
