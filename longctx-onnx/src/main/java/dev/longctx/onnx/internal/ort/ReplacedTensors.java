package dev.longctx.onnx.internal.ort;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.internal.protobuf.Initializer;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tensors for a new session, in memory that stays the caller's and may go once the session is open.
 * Not thread-safe.
 */
public final class ReplacedTensors implements AutoCloseable {

  private static final Map<Integer, OnnxJavaType> TYPES =
      Map.of(
          Initializer.FLOAT,
          OnnxJavaType.FLOAT,
          6,
          OnnxJavaType.INT32,
          7,
          OnnxJavaType.INT64,
          10,
          OnnxJavaType.FLOAT16,
          11,
          OnnxJavaType.DOUBLE);

  private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

  /** None yet. */
  public ReplacedTensors() {}

  /**
   * Adds a tensor.
   *
   * @param tensor what it replaces
   * @param memory its values, native memory in the machine's byte order
   * @throws ModelException if its type is an unusual one
   */
  public void add(Initializer tensor, ByteBuffer memory) {
    OnnxJavaType type = TYPES.get(tensor.type());
    if (type == null) {
      throw new ModelException(
          "%s: expected a type of %s, found %d"
              .formatted(tensor.name(), TYPES.keySet(), tensor.type()));
    }
    long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
    try {
      tensors.put(
          tensor.name(),
          OnnxTensor.createTensor(OrtRuntime.environment(), memory.clear(), shape, type));
    } catch (OrtException e) {
      throw new ModelException(
          "%s: expected a tensor, found: %s".formatted(tensor.name(), e.getMessage()), e);
    }
  }

  void applyTo(SessionOptions settings) throws OrtException {
    if (!tensors.isEmpty()) {
      settings.addExternalInitializers(new LinkedHashMap<>(tensors));
    }
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }
}
