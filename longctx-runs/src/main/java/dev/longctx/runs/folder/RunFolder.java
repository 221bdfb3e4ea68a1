package dev.longctx.runs.folder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.runs.file.WholeFile;
import dev.longctx.runs.json.Fields;
import dev.longctx.runs.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder with the settings of a run, its metrics, its data, and the policy at its last
 * checkpoint. Which policy belongs to which step is one small file that is replaced at once, after
 * everything it speaks of has been written; so a run that is killed at any moment goes on from a
 * checkpoint that is whole. One run at a time, which a lock ensures. Not thread-safe. What cannot
 * be read, written or used is a {@link TrainingException} of {@link Reason#CHECKPOINT}.
 */
public final class RunFolder implements AutoCloseable {

  private static final String SETTINGS = "settings.json";
  private static final String STATE = "state.json";
  private static final String METRICS = "metrics.jsonl";
  private static final String STEP = "step";
  private static final Set<String> OWN = Set.of(SETTINGS, STATE, METRICS);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z]+");

  private final Path folder;
  private final Path state;
  private final FolderLock lock;
  private @Nullable MetricsLog log;

  private RunFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
    state = folder.resolve(STATE);
  }

  /** Opens a folder for a run, and makes it where it is missing. Another run's is refused. */
  public static RunFolder open(Path folder, ObjectNode settings) {
    FolderLock lock = null;
    try {
      lock = FolderLock.take(folder);
      WholeFile.removeParts(folder);
      begin(folder, settings);
      return new RunFolder(folder, lock);
    } catch (IOException | RuntimeException e) {
      if (lock != null) {
        lock.close();
      }
      throw e instanceof IOException io ? failed(folder, io) : (RuntimeException) e;
    }
  }

  private static void begin(Path folder, ObjectNode settings) throws IOException {
    Path file = folder.resolve(SETTINGS);
    if (Files.exists(file)) {
      SettingsCheck.require(folder, Json.read(file, Reason.CHECKPOINT), settings);
    } else {
      WholeFile.write(file, writer -> writer.append(Json.pretty(settings)).append('\n'));
    }
  }

  /** What the last checkpoint said, with its {@code step}; empty before the first one. */
  public Optional<ObjectNode> state() {
    return state(found -> found);
  }

  /**
   * The same, made into something.
   *
   * @param read its {@link IllegalArgumentException}s get the file's name
   */
  public <T> Optional<T> state(Function<ObjectNode, T> read) {
    if (!Files.exists(state)) {
      return Optional.empty();
    }
    try {
      ObjectNode found = Json.read(state, Reason.CHECKPOINT);
      Fields.count(found, STEP);
      return Optional.of(read.apply(found));
    } catch (IllegalArgumentException e) {
      throw new TrainingException(Reason.CHECKPOINT, state + ", " + e.getMessage(), e);
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /** {@link #restore(Consumer, Consumer)} with the metrics as they were recorded. */
  public List<ObjectNode> restore(Consumer<Path> readPolicy) {
    List<ObjectNode> lines = new ArrayList<>();
    restore(lines::add, readPolicy);
    return lines;
  }

  /**
   * Brings metrics and policy to the last checkpoint, or to the beginning where there is none. Once
   * and before anything is recorded.
   *
   * @param readLine takes the metrics up to the checkpoint, in order; what was recorded behind it
   *     is removed; its {@link IllegalArgumentException}s get file and line
   * @param readPolicy takes the policy's folder; not called where there is no checkpoint
   */
  public void restore(Consumer<ObjectNode> readLine, Consumer<Path> readPolicy) {
    if (log != null) {
      throw new IllegalStateException("restore: expected once, found twice");
    }
    Path metrics = folder.resolve(METRICS);
    try {
      Optional<Long> step = state(found -> Fields.integer(found, STEP));
      if (step.isEmpty()) {
        log = MetricsLog.begin(metrics);
        return;
      }
      MetricsLog.cut(metrics, step.get(), readLine);
      log = MetricsLog.append(metrics);
      Path policy = policyFolder(step.get());
      readPolicy.accept(policy);
      StepFolders.removeOthers(folder, policy);
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /**
   * Adds a line of metrics. Its {@code step} is the number of the step, from 1, that it is about or
   * comes after, 0 before the first; its {@code kind} is {@code step} on one line of each step, and
   * otherwise anything.
   */
  public void record(ObjectNode line) {
    Fields.count(line, STEP);
    Fields.text(line, "kind");
    log().add(line);
  }

  /**
   * Writes a checkpoint and removes the one before.
   *
   * @param step steps done
   * @param now what {@link #state} gives back, to which the step is added
   * @param writePolicy writes the policy into the folder that it is given
   * @return the policy's folder
   */
  public Path commit(long step, ObjectNode now, Consumer<Path> writePolicy) {
    Path written = policyFolder(step);
    ObjectNode next = Json.object().put(STEP, step);
    next.setAll(now);
    next.put(STEP, step);
    try {
      log().force();
      writePolicy.accept(written);
      WholeFile.write(state, writer -> writer.append(Json.line(next)).append('\n'));
      StepFolders.removeOthers(folder, written);
    } catch (IOException e) {
      throw failed(folder, e);
    }
    return written;
  }

  /** Where the policy of a step is. */
  public Path policyFolder(long step) {
    return folder.resolve(StepFolders.name(step));
  }

  /** Where the policy is that the run began with, if it was kept. Checkpoints leave it there. */
  public Path baseFolder() {
    return folder.resolve("base");
  }

  /**
   * Keeps the policy that the run begins with, before the first checkpoint.
   *
   * @param writePolicy writes it into the folder that it is given, over one that may be there
   * @return {@link #baseFolder}
   */
  public Path keepBase(Consumer<Path> writePolicy) {
    if (Files.exists(state)) {
      throw new IllegalStateException(
          "keepBase: expected before the first checkpoint, found " + state);
    }
    writePolicy.accept(baseFolder());
    return baseFolder();
  }

  /**
   * Where a file of the run's own data is.
   *
   * @param name lower-case letters, digits and hyphens, a dot and letters; none of this folder's
   */
  public Path file(String name) {
    if (!NAME.matcher(name).matches() || OWN.contains(name)) {
      throw new IllegalArgumentException(
          "file: expected a name such as data.jsonl that is not taken, found " + name);
    }
    return folder.resolve(name);
  }

  /** Writes a file of the run's own data, whole or not at all. */
  public void write(String name, WholeFile.Content content) {
    Path file = file(name);
    try {
      WholeFile.write(file, content);
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /** Lets another run in. Closing twice is fine. */
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

  private static TrainingException failed(Path folder, IOException e) {
    return new TrainingException(
        Reason.CHECKPOINT, folder + ": expected to be readable and writable, found " + e, e);
  }
}
