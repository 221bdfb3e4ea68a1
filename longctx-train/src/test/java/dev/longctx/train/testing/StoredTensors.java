package dev.longctx.train.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.longctx.api.training.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A small float32 safetensors file that is read whole, for tests of what uses weights. */
public final class StoredTensors implements Weights {

  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final Map<String, float[]> values = new LinkedHashMap<>();

  /** No tensors yet. */
  public StoredTensors() {}

  public static StoredTensors read(Path file) {
    try {
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int header = (int) all.getLong(0);
      byte[] json = new byte[header];
      all.get(8, json);
      StoredTensors tensors = new StoredTensors();
      for (Map.Entry<String, JsonNode> entry : new ObjectMapper().readTree(json).properties()) {
        if (!entry.getKey().equals("__metadata__")) {
          tensors.add(entry.getKey(), entry.getValue(), all, 8 + header);
        }
      }
      return tensors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String name, JsonNode entry, ByteBuffer all, int base) {
    long[] shape = new long[entry.get("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = entry.get("shape").get(i).asLong();
    }
    int from = base + entry.get("data_offsets").get(0).asInt();
    int to = base + entry.get("data_offsets").get(1).asInt();
    float[] floats = new float[(to - from) / 4];
    all.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    put(name, shape, floats);
  }

  public StoredTensors put(String name, long[] shape, float[] floats) {
    shapes.put(name, shape);
    values.put(name, floats);
    return this;
  }

  public void remove(String name) {
    shapes.remove(name);
    values.remove(name);
  }

  public float[] values(String name) {
    return values.get(name);
  }

  /** A copy of all that other weights hold. */
  public static StoredTensors copyOf(Weights weights) {
    StoredTensors copy = new StoredTensors();
    for (String name : weights.names()) {
      long[] shape = weights.shape(name);
      int size = 1;
      for (long side : shape) {
        size = Math.toIntExact(size * side);
      }
      float[] floats = new float[size];
      weights.read(name, FloatBuffer.wrap(floats));
      copy.put(name, shape, floats);
    }
    return copy;
  }

  @Override
  public Set<String> names() {
    return values.keySet();
  }

  @Override
  public long[] shape(String name) {
    return shapes.get(name);
  }

  @Override
  public void read(String name, FloatBuffer target) {
    target.put(values.get(name));
  }
}
