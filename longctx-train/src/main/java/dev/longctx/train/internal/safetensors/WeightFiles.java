package dev.longctx.train.internal.safetensors;

import dev.longctx.api.training.Weights;
import java.nio.file.Files;
import java.nio.file.Path;

/** Weights that are read from open files. */
public sealed interface WeightFiles extends Weights, AutoCloseable
    permits SafetensorsFile, SafetensorsShards {

  /**
   * Opens a model's weights: one file, or an index and the files that it names.
   *
   * @param directory where they stand
   * @param name of the file, if it is one; the index is named {@code NAME.index.json}
   * @return to be closed
   * @throws dev.longctx.api.training.TrainingException if they are missing or damaged
   */
  static WeightFiles open(Path directory, String name) {
    Path file = directory.resolve(name);
    Path index = directory.resolve(name + ".index.json");
    boolean sharded = !Files.exists(file) && Files.exists(index);
    return sharded ? SafetensorsShards.open(index) : SafetensorsFile.open(file);
  }

  @Override
  void close();
}
