package dev.longctx.train.testing;

import dev.longctx.api.training.Weights;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Weights in memory. */
public final class StoredTensors implements Weights {

  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final Map<String, float[]> values = new LinkedHashMap<>();

  /** No tensors yet. */
  public StoredTensors() {}

  public StoredTensors put(String name, long[] shape, float[] floats) {
    shapes.put(name, shape);
    values.put(name, floats);
    return this;
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
