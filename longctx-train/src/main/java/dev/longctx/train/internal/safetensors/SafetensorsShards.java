package dev.longctx.train.internal.safetensors;

import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.train.internal.file.JsonObject;
import dev.longctx.train.internal.file.Refusal;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Tensors in several files of one directory, and an index that says which is where. */
public final class SafetensorsShards implements WeightFiles {

  private static final int MOST_INDEX_BYTES = 4 << 20;
  private static final int MOST_FILES = 1000;
  private static final Pattern NAME = Pattern.compile("\\w[\\w.-]{0,200}\\.safetensors");

  private final Path index;
  private final Map<String, SafetensorsFile> files = new LinkedHashMap<>();
  private final Map<String, SafetensorsFile> tensors = new LinkedHashMap<>();

  private SafetensorsShards(Path index) {
    this.index = index;
  }

  /**
   * Opens an index and the files that it names.
   *
   * @param index a JSON file
   * @return to be closed
   * @throws TrainingException if a file is missing or damaged, stands in another directory or has
   *     other tensors than the index says
   */
  public static SafetensorsShards open(Path index) {
    SafetensorsShards shards = new SafetensorsShards(index);
    try {
      shards.read(JsonObject.read(index, MOST_INDEX_BYTES).object("weight_map"));
      return shards;
    } catch (IOException e) {
      shards.close();
      throw new TrainingException(Reason.CHECKPOINT, index + ": expected an index", e);
    } catch (RuntimeException | Error e) {
      shards.close();
      throw e;
    }
  }

  private void read(JsonObject map) {
    for (String tensor : map.names()) {
      String name = map.text(tensor, "");
      if (!NAME.matcher(name).matches()) {
        throw map.refused(tensor, "a file of the same directory that ends with .safetensors");
      }
      SafetensorsFile file = file(name);
      if (!file.names().contains(tensor)) {
        throw Refusal.of(index + ": " + name, "a file with " + tensor, "one without");
      }
      tensors.put(tensor, file);
    }
    files.forEach(this::requireListed);
  }

  private SafetensorsFile file(String name) {
    SafetensorsFile known = files.get(name);
    if (known != null) {
      return known;
    }
    if (files.size() == MOST_FILES) {
      throw Refusal.of(index.toString(), "at most %d files".formatted(MOST_FILES), "more");
    }
    SafetensorsFile file = SafetensorsFile.open(index.resolveSibling(name));
    files.put(name, file);
    return file;
  }

  private void requireListed(String name, SafetensorsFile file) {
    for (String tensor : file.names()) {
      if (tensors.get(tensor) != file) {
        throw Refusal.of(index.toString(), tensor + " in " + name, "it nowhere or elsewhere");
      }
    }
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(tensors.keySet());
  }

  @Override
  public long[] shape(String name) {
    return file(tensors, name).shape(name);
  }

  @Override
  public void read(String name, FloatBuffer target) {
    file(tensors, name).read(name, target);
  }

  private static SafetensorsFile file(Map<String, SafetensorsFile> tensors, String name) {
    SafetensorsFile file = tensors.get(name);
    if (file == null) {
      throw new IllegalArgumentException("expected a tensor's name, found " + name);
    }
    return file;
  }

  @Override
  public void close() {
    files.values().forEach(SafetensorsFile::close);
  }
}
