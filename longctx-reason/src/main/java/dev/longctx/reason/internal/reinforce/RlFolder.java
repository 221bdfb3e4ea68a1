package dev.longctx.reason.internal.reinforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.reason.curriculum.Difficulty;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.runs.folder.RunFolder;
import dev.longctx.runs.json.Fields;
import dev.longctx.runs.json.Json;
import dev.longctx.runs.json.JsonLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A run's folder: its checkpoints, its metrics, and how hard problems are. */
final class RlFolder implements AutoCloseable {

  private static final int MAX_LINE = 1 << 20;

  private final RunFolder folder;

  private RlFolder(RunFolder folder) {
    this.folder = folder;
  }

  static RlFolder open(Path directory, ObjectNode settings) {
    return new RlFolder(RunFolder.open(directory, settings));
  }

  /** Brings policy and history to the last checkpoint; empty where there is none. */
  Optional<RlState> restore(TrainablePolicy policy, RlHistory history, int phases) {
    Optional<RlState> state = folder.state(found -> RlState.of(found, phases));
    folder.restore(line -> read(line, history), policy::restore);
    return state;
  }

  private static void read(ObjectNode line, RlHistory history) {
    if (Fields.text(line, "kind").equals(MetricsJson.STEP)) {
      history.add(MetricsJson.step(line));
    } else {
      history.add(MetricsJson.evaluation(line));
    }
  }

  void record(RlStep step) {
    folder.record(MetricsJson.of(step));
  }

  void record(RlEvaluation evaluation) {
    folder.record(MetricsJson.of(evaluation));
  }

  Path commit(RlState state, TrainablePolicy policy) {
    return folder.commit(state.step(), state.toJson(), policy::checkpoint);
  }

  /**
   * Keeps the policy that the run begins with. Where an earlier attempt has kept it and did not get
   * to a checkpoint, the policy becomes that one, whatever the attempt left of it.
   */
  void begin(TrainablePolicy policy) {
    if (Files.isDirectory(folder.baseFolder())) {
      restoreBase(policy);
    } else {
      folder.keepBase(policy::checkpoint);
    }
  }

  /** Makes a policy what it was when the run began. */
  void restoreBase(TrainablePolicy policy) {
    policy.restore(folder.baseFolder());
  }

  /** Makes a policy what it is at the last checkpoint. */
  void restoreStep(TrainablePolicy policy, long step) {
    policy.restore(folder.policyFolder(step));
  }

  /** How hard problems are by what was written before a phase; empty where nothing was. */
  Optional<List<Difficulty>> difficulties(int phase) {
    Path file = folder.file(name(phase));
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Set<String> ids = new HashSet<>();
    return Optional.of(
        JsonLines.read(file, Reason.CHECKPOINT, MAX_LINE, line -> difficulty(line, ids)));
  }

  private static Difficulty difficulty(ObjectNode line, Set<String> ids) {
    String id = Fields.text(line, "id");
    if (!ids.add(id)) {
      throw new IllegalArgumentException("id: expected each once, found %s twice".formatted(id));
    }
    return new Difficulty(id, Fields.number(line, "mean_reward"), Numbers.whole(line, "samples"));
  }

  void writeDifficulties(int phase, List<Difficulty> difficulties) {
    folder.write(
        name(phase),
        writer -> {
          for (Difficulty difficulty : difficulties) {
            ObjectNode line =
                Json.object()
                    .put("id", difficulty.problemId())
                    .put("mean_reward", difficulty.meanReward())
                    .put("samples", difficulty.samples());
            writer.append(Json.line(line)).append('\n');
          }
        });
  }

  private static String name(int phase) {
    return "difficulty-phase-" + phase + ".jsonl";
  }

  @Override
  public void close() {
    folder.close();
  }
}
