package dev.longctx.train.internal.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.train.internal.safetensors.SafetensorsFile;
import dev.longctx.train.internal.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * A training's state as files: {@code state.json} with the number of updates and the other files'
 * SHA-256, {@code weights.safetensors}, {@code first.safetensors}, {@code second.safetensors}.
 */
public final class TrainingStateDirectory {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STATE = "state.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String FIRST = "first.safetensors";
  private static final String SECOND = "second.safetensors";
  private static final int FORMAT = 1;
  private static final int MOST_STATE_BYTES = 1 << 16;

  private final Path place;

  /**
   * A directory, which need not exist.
   *
   * @param place where it stands
   */
  public TrainingStateDirectory(Path place) {
    this.place = place;
  }

  /**
   * Replaces the state.
   *
   * @param state what to write
   * @throws TrainingException if it cannot be written
   */
  public void write(TrainingState state) {
    try {
      new ReplacedDirectory(place, STATE).replace(directory -> write(state, directory));
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, place + ": cannot be written", e);
    }
  }

  private static void write(TrainingState state, Path directory) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("steps", state.steps());
    ObjectNode files = root.putObject("sha256");
    SafetensorsWriter.write(directory.resolve(WEIGHTS), state.weights());
    SafetensorsWriter.write(directory.resolve(FIRST), state.first());
    SafetensorsWriter.write(directory.resolve(SECOND), state.second());
    for (String name : new String[] {WEIGHTS, FIRST, SECOND}) {
      files.put(name, FileDigest.of(directory.resolve(name)));
    }
    Path file = directory.resolve(STATE);
    Files.write(
        file,
        JSON.writeValueAsBytes(root),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
  }

  /**
   * Reads the state, after all of it was checked.
   *
   * @param reader gets what is open while it runs
   * @throws TrainingException if it is missing or damaged
   */
  public void read(Consumer<TrainingState> reader) {
    try {
      Path directory = new ReplacedDirectory(place, STATE).recover();
      JsonNode root = state(directory.resolve(STATE));
      for (String name : new String[] {WEIGHTS, FIRST, SECOND}) {
        requireDigest(directory.resolve(name), root.path("sha256").path(name).asText());
      }
      try (SafetensorsFile weights = SafetensorsFile.open(directory.resolve(WEIGHTS));
          SafetensorsFile first = SafetensorsFile.open(directory.resolve(FIRST));
          SafetensorsFile second = SafetensorsFile.open(directory.resolve(SECOND))) {
        reader.accept(new TrainingState(root.get("steps").asLong(), weights, first, second));
      }
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, place + ": expected a checkpoint", e);
    }
  }

  private static JsonNode state(Path file) throws IOException {
    if (Files.size(file) > MOST_STATE_BYTES) {
      throw refused(file, "at most %d bytes".formatted(MOST_STATE_BYTES), Files.size(file));
    }
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (root.path("format").asInt() != FORMAT) {
        throw refused(file, "format " + FORMAT, root.path("format"));
      }
      if (root.path("steps").asLong(-1) < 0) {
        throw refused(file, "steps of 0 or more", root.path("steps"));
      }
      return root;
    } catch (JacksonException e) {
      throw refused(file, "JSON", "text that is none");
    }
  }

  private static void requireDigest(Path file, String expected) throws IOException {
    String found = FileDigest.of(file);
    if (!found.equals(expected)) {
      throw refused(file, "SHA-256 " + expected, found);
    }
  }

  private static TrainingException refused(Path file, String expected, Object found) {
    return new TrainingException(
        Reason.CHECKPOINT, "%s: expected %s, found %s".formatted(file, expected, found));
  }
}
