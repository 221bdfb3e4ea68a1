package dev.longctx.align.internal.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.EvaluationPoint;
import dev.longctx.align.StepMetrics;
import dev.longctx.align.internal.train.Task.ReferenceRequest;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.TrainingException;
import dev.longctx.runs.folder.RunFolder;
import dev.longctx.runs.json.Fields;
import dev.longctx.runs.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run's folder with the words of a training. */
public final class CheckpointFolder implements AutoCloseable {

  private static final String UPDATES_BEFORE = "updates_before";
  private static final String REFERENCE = "reference.jsonl";

  private final RunFolder folder;

  private CheckpointFolder(RunFolder folder) {
    this.folder = folder;
  }

  /**
   * Opens a folder for a training, and makes it where it is missing.
   *
   * @throws TrainingException if it is another training's
   */
  public static CheckpointFolder open(Path folder, ObjectNode settings) {
    return new CheckpointFolder(RunFolder.open(folder, settings));
  }

  /** Brings a policy to the last checkpoint and cuts the metrics there; null if there is none. */
  public @Nullable Progress restore(TrainablePolicy policy) {
    Progress progress =
        folder.state(found -> Progress.beginning(Fields.count(found, UPDATES_BEFORE))).orElse(null);
    folder.restore(
        line -> {
          if (progress != null) {
            MetricsJson.add(line, progress);
          }
        },
        policy::restore);
    return progress;
  }

  /** Writes a checkpoint and removes the one before. */
  public Path save(TrainablePolicy policy, Progress progress) {
    ObjectNode state = Json.object().put(UPDATES_BEFORE, progress.updatesBefore());
    return folder.commit(progress.step(), state, policy::checkpoint);
  }

  /** Adds a step. */
  public void record(StepMetrics metrics) {
    folder.record(MetricsJson.of(metrics));
  }

  /** Adds an evaluation. */
  public void record(EvaluationPoint point) {
    folder.record(MetricsJson.of(point));
  }

  /** The sums that were written before the first step. */
  public List<double[]> references(List<ReferenceRequest> requests) {
    return ReferenceFile.read(folder.file(REFERENCE), requests);
  }

  /** Writes the sums that go with examples. */
  public void writeReferences(List<ReferenceRequest> requests, List<double[]> sums) {
    folder.write(REFERENCE, writer -> ReferenceFile.write(writer, requests, sums));
  }

  @Override
  public void close() {
    folder.close();
  }
}
