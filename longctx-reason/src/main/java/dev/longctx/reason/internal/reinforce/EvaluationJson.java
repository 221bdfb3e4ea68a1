package dev.longctx.reason.internal.reinforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.reinforce.BucketResult;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.runs.json.Fields;
import dev.longctx.runs.json.Json;
import java.util.Map;
import java.util.TreeMap;

/** Evaluations as objects. */
final class EvaluationJson {

  private EvaluationJson() {}

  static ObjectNode of(RlEvaluation evaluation) {
    ObjectNode node = Json.object().put("kind", MetricsJson.EVALUATION);
    node.put("step", evaluation.step()).put("phase", evaluation.phase());
    ArrayNode buckets = node.putArray("buckets");
    evaluation.buckets().forEach(result -> put(buckets.addObject(), result));
    return node;
  }

  private static void put(ObjectNode node, BucketResult result) {
    node.put("above", result.bucket().above()).put("up_to", result.bucket().upTo());
    node.put("problems", result.problems()).put("samples", result.samples());
    Numbers.put(node, "accuracy", result.accuracy());
    ObjectNode passes = node.putObject("pass_at_k");
    result.passAtK().forEach((k, value) -> Numbers.put(passes, k.toString(), value));
    Numbers.put(node, "response_tokens", result.responseTokens());
    node.put("unscored", result.unscored());
  }

  static RlEvaluation read(JsonNode node) {
    return new RlEvaluation(
        Fields.integer(node, "step"),
        Numbers.whole(node, "phase"),
        Fields.list(node, "buckets", EvaluationJson::result));
  }

  private static BucketResult result(JsonNode node) {
    return new BucketResult(
        new LengthBucket(Numbers.whole(node, "above"), Numbers.whole(node, "up_to")),
        Numbers.whole(node, "problems"),
        Numbers.whole(node, "samples"),
        Numbers.real(node, "accuracy"),
        passes(node.path("pass_at_k")),
        Numbers.real(node, "response_tokens"),
        Numbers.whole(node, "unscored"));
  }

  private static Map<Integer, Double> passes(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("pass_at_k: expected an object, found another kind");
    }
    Map<Integer, Double> passes = new TreeMap<>();
    node.fieldNames().forEachRemaining(k -> passes.put(whole(k), Numbers.real(node, k)));
    return passes;
  }

  private static int whole(String k) {
    try {
      return Integer.parseInt(k);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("pass_at_k: expected whole numbers, found " + k, e);
    }
  }
}
