package dev.longctx.train.internal.checkpoint;

import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.api.training.Weights;
import dev.longctx.train.internal.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model in Hugging Face's layout. */
public final class ModelDirectory {

  /** The name of the configuration. */
  public static final String CONFIG = "config.json";

  /** The name of the weights' file. */
  public static final String WEIGHTS = "model.safetensors";

  private static final List<String> OTHERS =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "tokenizer.model",
          "special_tokens_map.json",
          "added_tokens.json",
          "vocab.json",
          "merges.txt",
          "chat_template.jinja",
          "generation_config.json");

  private static final long MOST_BYTES = 64 << 20;

  private ModelDirectory() {}

  /**
   * The files beside configuration and weights, which a model takes along wherever it is saved.
   *
   * @param directory where they stand
   * @return contents by name
   * @throws IOException if one cannot be read
   */
  public static Map<String, byte[]> otherFiles(Path directory) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : OTHERS) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
        files.put(name, Files.readAllBytes(file));
      }
    }
    return files;
  }

  /**
   * Replaces a directory.
   *
   * @param place where it stands
   * @param config writes the configuration
   * @param weights the weights
   * @param others other files by name
   * @throws TrainingException if it cannot be written
   */
  public static void write(
      Path place, ReplacedDirectory.Writer config, Weights weights, Map<String, byte[]> others) {
    try {
      new ReplacedDirectory(place, CONFIG)
          .replace(
              directory -> {
                config.write(directory);
                SafetensorsWriter.write(directory.resolve(WEIGHTS), weights);
                for (Map.Entry<String, byte[]> other : others.entrySet()) {
                  Files.write(directory.resolve(other.getKey()), other.getValue());
                }
              });
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, place + ": cannot be written", e);
    }
  }
}
