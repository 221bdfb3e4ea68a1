package dev.longctx.reason.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.curriculum.Difficulty;
import dev.longctx.reason.curriculum.PlannedProblem;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.curriculum.Trace;
import dev.longctx.runs.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of verl's data. All rows of a file have the same fields and none is null: readers of JSON
 * lines infer types from a file's beginning.
 */
final class VerlRows {

  private VerlRows() {}

  /** A problem of no phase, for validation. */
  static ObjectNode test(PlannedProblem planned, int index) {
    ObjectNode row = row(planned.problem());
    extra(row, planned, index, "test");
    return row;
  }

  /** A phase's own problem. */
  static ObjectNode own(PlannedProblem planned, int index, int phase) {
    ObjectNode row = row(planned.problem());
    extra(row, planned, index, "train").put("phase", phase).put("carried", false);
    return row;
  }

  /** A problem of an earlier phase. */
  static ObjectNode carried(PlannedProblem planned, int index, int phase, Difficulty difficulty) {
    ObjectNode row = row(planned.problem());
    extra(row, planned, index, "train")
        .put("phase", phase)
        .put("carried", true)
        .put("mean_reward", difficulty.meanReward())
        .put("scored_samples", difficulty.samples());
    return row;
  }

  /** A prompt of one turn and its response. */
  static ObjectNode pair(Trace trace) {
    return supervised(trace)
        .put("prompt", Turns.only(trace.problem()))
        .put("response", trace.response());
  }

  /** A conversation that ends with the response. */
  static ObjectNode messages(Trace trace) {
    List<ChatMessage> turns = new ArrayList<>(Turns.of(trace.problem()));
    turns.add(ChatMessage.assistant(trace.response()));
    ObjectNode row = supervised(trace);
    Turns.add(row.putArray("messages"), turns);
    return row;
  }

  private static ObjectNode supervised(Trace trace) {
    return Json.object()
        .put("id", trace.problem().id())
        .put("data_source", trace.problem().source());
  }

  private static ObjectNode row(Problem problem) {
    ObjectNode row = Json.object();
    Turns.add(row.putArray("prompt"), Turns.of(problem));
    row.put("data_source", problem.source()).put("ability", ability(problem));
    row.putObject("reward_model").put("style", "rule").put("ground_truth", GroundTruth.of(problem));
    return row;
  }

  private static String ability(Problem problem) {
    return TaskKind.ofDataSource(problem.source())
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .orElse("other");
  }

  private static ObjectNode extra(ObjectNode row, PlannedProblem planned, int index, String split) {
    Problem problem = planned.problem();
    ObjectNode extra =
        row.putObject("extra_info")
            .put("id", problem.id())
            .put("index", index)
            .put("split", split)
            .put("prompt_tokens", planned.promptTokens())
            .put("question", problem.question());
    problem.golds().forEach(extra.putArray("golds")::add);
    return extra;
  }
}
