package dev.longctx.onnx.internal.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tensors by name that are closed together. */
final class Tensors implements AutoCloseable {

  private final OrtEnvironment environment;
  private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

  Tensors(OrtEnvironment environment) {
    this.environment = environment;
  }

  void add(String name, OnnxTensor tensor) {
    tensors.put(name, tensor);
  }

  void add(String name, LongBuffer values, long[] shape) throws OrtException {
    add(name, OnnxTensor.createTensor(environment, values, shape));
  }

  Map<String, OnnxTensor> byName() {
    return tensors;
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }
}
