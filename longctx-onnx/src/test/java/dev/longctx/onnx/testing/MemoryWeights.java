package dev.longctx.onnx.testing;

import dev.longctx.api.training.Weights;
import dev.longctx.onnx.internal.protobuf.Initializer;
import dev.longctx.onnx.internal.protobuf.Initializers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Weights on the heap, as a model's directory has them or changed by a test. */
public final class MemoryWeights implements Weights {

  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final Map<String, float[]> values = new LinkedHashMap<>();

  /** Those of an exported model, in the order of its graph. */
  public static MemoryWeights of(Path directory) {
    MemoryWeights weights = new MemoryWeights();
    byte[] onnx = Fixtures.bytes(directory.resolve("model.onnx"));
    for (Initializer each : Initializers.of(onnx)) {
      if (each.name().endsWith(".weight") || each.name().endsWith(".bias")) {
        Initializer.Place place = Objects.requireNonNull(each.place());
        String file = Objects.requireNonNullElse(place.location(), "model.onnx");
        byte[] bytes = Fixtures.bytes(directory.resolve(file));
        float[] read = new float[(int) place.length() / Float.BYTES];
        ByteBuffer.wrap(bytes, (int) place.offset(), (int) place.length())
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer()
            .get(read);
        weights.put(each.name(), each.shape().stream().mapToLong(Long::longValue).toArray(), read);
      }
    }
    return weights;
  }

  public MemoryWeights copy() {
    MemoryWeights copy = new MemoryWeights();
    shapes.forEach((name, shape) -> copy.put(name, shape.clone(), values(name).clone()));
    return copy;
  }

  public MemoryWeights put(String name, long[] shape, float... tensor) {
    shapes.put(name, shape);
    values.put(name, tensor);
    return this;
  }

  public MemoryWeights remove(String name) {
    shapes.remove(name);
    values.remove(name);
    return this;
  }

  public float[] values(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  @Override
  public Set<String> names() {
    return shapes.keySet();
  }

  @Override
  public long[] shape(String name) {
    return Objects.requireNonNull(shapes.get(name), name);
  }

  @Override
  public void read(String name, FloatBuffer target) {
    target.put(values(name));
    if (target.hasRemaining()) {
      throw new IllegalStateException(name + ": expected no more room than values");
    }
  }
}
