package dev.longctx.train.internal.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.train.internal.file.DirectoryKind;
import dev.longctx.train.internal.file.Disk;
import dev.longctx.train.internal.file.JsonObject;
import dev.longctx.train.internal.file.LocalDisk;
import dev.longctx.train.internal.file.Refusal;
import dev.longctx.train.internal.file.ReplacedDirectory;
import dev.longctx.train.internal.safetensors.SafetensorsFile;
import dev.longctx.train.internal.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A training's state as files: {@code state.json} with the number of updates, what the state
 * belongs to and the other files' SHA-256; {@code weights.safetensors}, {@code first.safetensors},
 * {@code second.safetensors}.
 */
public final class TrainingStateDirectory {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STATE = "state.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String FIRST = "first.safetensors";
  private static final String SECOND = "second.safetensors";
  private static final List<String> TENSORS = List.of(WEIGHTS, FIRST, SECOND);
  private static final DirectoryKind KIND =
      new DirectoryKind(STATE, name -> name.equals(STATE) || TENSORS.contains(name));
  private static final int FORMAT = 1;
  private static final int MOST_STATE_BYTES = 1 << 16;

  private final Disk disk;
  private final Path place;

  /**
   * A directory, which need not exist.
   *
   * @param place where it stands
   */
  public TrainingStateDirectory(Path place) {
    this(new LocalDisk(), place);
  }

  /**
   * A directory, which need not exist.
   *
   * @param disk makes the changes
   * @param place where it stands
   */
  public TrainingStateDirectory(Disk disk, Path place) {
    this.disk = disk;
    this.place = place;
  }

  /**
   * Replaces the state.
   *
   * @param state what to write
   * @throws TrainingException if it cannot be written or is not finite
   */
  public void write(TrainingState state) {
    try {
      new ReplacedDirectory(disk, place, KIND).replace(directory -> write(state, directory));
    } catch (IOException e) {
      throw Refusal.unwritten(place, e);
    }
  }

  private void write(TrainingState state, Path directory) throws IOException {
    SafetensorsWriter.write(disk, directory.resolve(WEIGHTS), state.weights());
    SafetensorsWriter.write(disk, directory.resolve(FIRST), state.first());
    SafetensorsWriter.write(disk, directory.resolve(SECOND), state.second());
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("steps", state.steps());
    ObjectNode fixed = root.putObject("fixed");
    state.fixed().forEach(fixed::put);
    ObjectNode files = root.putObject("sha256");
    for (String name : TENSORS) {
      files.put(name, FileDigest.of(directory.resolve(name)));
    }
    disk.write(directory.resolve(STATE), JSON.writeValueAsBytes(root));
  }

  /**
   * Reads the state, after all of it was checked.
   *
   * @param reader gets what is open while it runs
   * @throws TrainingException if it is missing or damaged
   */
  public void read(Consumer<TrainingState> reader) {
    try {
      Path directory = new ReplacedDirectory(disk, place, KIND).recover();
      JsonObject root = JsonObject.read(directory.resolve(STATE), MOST_STATE_BYTES);
      root.require(root.integer("format") == FORMAT, "format", String.valueOf(FORMAT));
      for (String name : TENSORS) {
        requireDigest(directory.resolve(name), root.object("sha256").text(name, ""));
      }
      try (SafetensorsFile weights = SafetensorsFile.open(directory.resolve(WEIGHTS));
          SafetensorsFile first = SafetensorsFile.open(directory.resolve(FIRST));
          SafetensorsFile second = SafetensorsFile.open(directory.resolve(SECOND))) {
        reader.accept(
            new TrainingState(
                root.count("steps"), texts(root.object("fixed")), weights, first, second));
      }
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, place + ": expected a checkpoint", e);
    }
  }

  private static Map<String, String> texts(JsonObject object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.names().forEach(name -> texts.put(name, object.text(name, "")));
    return texts;
  }

  private static void requireDigest(Path file, String expected) throws IOException {
    String found = FileDigest.of(file);
    if (!found.equals(expected)) {
      throw Refusal.of(file.toString(), "SHA-256 " + expected, found);
    }
  }
}
