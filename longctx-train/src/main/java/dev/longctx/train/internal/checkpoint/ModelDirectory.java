package dev.longctx.train.internal.checkpoint;

import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.Weights;
import dev.longctx.train.internal.file.DirectoryKind;
import dev.longctx.train.internal.file.Disk;
import dev.longctx.train.internal.file.LocalDisk;
import dev.longctx.train.internal.file.Refusal;
import dev.longctx.train.internal.file.ReplacedDirectory;
import dev.longctx.train.internal.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.io.InputStream;
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

  private static final int MOST_BYTES = 64 << 20;

  private static final DirectoryKind KIND = new DirectoryKind(CONFIG, ModelDirectory::isOurs);

  private ModelDirectory() {}

  private static boolean isOurs(String name) {
    boolean weights = name.endsWith(".safetensors") || name.equals(WEIGHTS + ".index.json");
    return weights || name.equals(CONFIG) || OTHERS.contains(name);
  }

  /**
   * Puts a directory back in its place where a process was killed while it replaced it.
   *
   * @param place where it should stand
   * @return where it stands if it exists
   * @throws IOException if it cannot be put back
   */
  public static Path recover(Path place) throws IOException {
    return new ReplacedDirectory(new LocalDisk(), place, KIND).recover();
  }

  /**
   * The files beside configuration and weights, which a model takes along wherever it is saved.
   *
   * @param directory where they stand
   * @return contents by name
   * @throws IOException if one cannot be read
   * @throws TrainingException if one is too long
   */
  public static Map<String, byte[]> otherFiles(Path directory) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : OTHERS) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        files.put(name, bytes(file));
      }
    }
    return files;
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw Refusal.of(file + ": size", "at most %d bytes".formatted(MOST_BYTES), "more");
      }
      return bytes;
    }
  }

  /**
   * Replaces a directory.
   *
   * @param disk makes the changes
   * @param place where it stands
   * @param weights the weights
   * @param others configuration and other files by name
   * @throws TrainingException if it cannot be written or is not finite
   */
  public static void write(Disk disk, Path place, Weights weights, Map<String, byte[]> others) {
    try {
      new ReplacedDirectory(disk, place, KIND)
          .replace(
              directory -> {
                SafetensorsWriter.write(disk, directory.resolve(WEIGHTS), weights);
                for (Map.Entry<String, byte[]> other : others.entrySet()) {
                  disk.write(directory.resolve(other.getKey()), other.getValue());
                }
              });
    } catch (IOException e) {
      throw Refusal.unwritten(place, e);
    }
  }
}
