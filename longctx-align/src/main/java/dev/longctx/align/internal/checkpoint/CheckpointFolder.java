package dev.longctx.align.internal.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.EvaluationPoint;
import dev.longctx.align.StepMetrics;
import dev.longctx.align.internal.file.WholeFile;
import dev.longctx.align.internal.json.Fields;
import dev.longctx.align.internal.json.Json;
import dev.longctx.align.internal.train.Task.ReferenceRequest;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A folder with the settings of a training, its metrics, its reference, and the policy at its last
 * checkpoint. Which policy belongs to which step is one small file that is replaced at once, after
 * everything it speaks of has been written; so a training that is killed at any moment goes on from
 * a checkpoint that is whole. One training at a time, which a lock ensures.
 */
public final class CheckpointFolder implements AutoCloseable {

  private final Path folder;
  private final Path state;
  private final FolderLock lock;
  private @Nullable MetricsLog log;

  private CheckpointFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
    state = folder.resolve("state.json");
  }

  /**
   * Opens a folder for a training, and makes it where it is missing.
   *
   * @throws TrainingException if it is another training's
   */
  public static CheckpointFolder open(Path folder, ObjectNode settings) {
    FolderLock lock = null;
    try {
      lock = FolderLock.take(folder);
      WholeFile.removeParts(folder);
      begin(folder, settings);
      return new CheckpointFolder(folder, lock);
    } catch (IOException | RuntimeException e) {
      if (lock != null) {
        lock.close();
      }
      throw e instanceof IOException io ? failed(folder, io) : (RuntimeException) e;
    }
  }

  private static void begin(Path folder, ObjectNode settings) throws IOException {
    Path file = folder.resolve("settings.json");
    if (Files.exists(file)) {
      SettingsCheck.require(folder, Json.read(file, Reason.CHECKPOINT), settings);
    } else {
      WholeFile.write(file, writer -> writer.append(Json.pretty(settings)).append('\n'));
    }
  }

  /** Brings a policy to the last checkpoint and cuts the metrics there; null if there is none. */
  public @Nullable Progress restore(TrainablePolicy policy) {
    Path metrics = folder.resolve("metrics.jsonl");
    try {
      if (!Files.exists(state)) {
        log = MetricsLog.begin(metrics);
        return null;
      }
      ObjectNode found = Json.read(state, Reason.CHECKPOINT);
      long step = integer(found, "step");
      Progress progress = MetricsLog.truncate(metrics, step, integer(found, "updates_before"));
      log = MetricsLog.append(metrics);
      policy.restore(policyFolder(step));
      StepFolders.removeOthers(folder, policyFolder(step));
      return progress;
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /** Writes a checkpoint and removes the one before. */
  public Path save(TrainablePolicy policy, Progress progress) {
    Path written = policyFolder(progress.step());
    ObjectNode now =
        Json.object().put("step", progress.step()).put("updates_before", progress.updatesBefore());
    try {
      log().force();
      policy.checkpoint(written);
      WholeFile.write(state, writer -> writer.append(Json.line(now)).append('\n'));
      StepFolders.removeOthers(folder, written);
    } catch (IOException e) {
      throw failed(folder, e);
    }
    return written;
  }

  /** Adds a step. */
  public void record(StepMetrics metrics) {
    log().add(MetricsJson.of(metrics));
  }

  /** Adds an evaluation. */
  public void record(EvaluationPoint point) {
    log().add(MetricsJson.of(point));
  }

  /** The sums that were written before the first step. */
  public List<double[]> references(List<ReferenceRequest> requests) {
    return ReferenceFile.read(folder.resolve("reference.jsonl"), requests);
  }

  /** Writes the sums that go with examples. */
  public void writeReferences(List<ReferenceRequest> requests, List<double[]> sums) {
    try {
      ReferenceFile.write(folder.resolve("reference.jsonl"), requests, sums);
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  @Override
  public void close() {
    try {
      if (log != null) {
        log.close();
      }
    } finally {
      lock.close();
    }
  }

  private MetricsLog log() {
    if (log == null) {
      throw new IllegalStateException("restore: expected before anything is recorded");
    }
    return log;
  }

  private Path policyFolder(long step) {
    return folder.resolve(StepFolders.name(step));
  }

  private long integer(ObjectNode found, String name) {
    try {
      long value = Fields.integer(found, name);
      if (value >= 0) {
        return value;
      }
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s: expected 0 or more, found %d", name, value));
    } catch (IllegalArgumentException e) {
      throw new TrainingException(Reason.CHECKPOINT, state + ", " + e.getMessage(), e);
    }
  }

  private static TrainingException failed(Path folder, IOException e) {
    return new TrainingException(
        Reason.CHECKPOINT, folder + ": expected to be readable and writable, found " + e, e);
  }
}
