package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.api.training.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Values into tensors and out of them, bit by bit. */
final class TensorCopies {

  private static final long MOST_VALUES = Integer.MAX_VALUE / Float.BYTES;

  private final DecoderModule module;
  private final NDManager root;

  TensorCopies(DecoderModule module, NDManager root) {
    this.module = module;
    this.root = root;
  }

  /** Reads every tensor of a map from weights of the same names. */
  void fill(TensorMap target, Weights source) {
    for (String name : target.names()) {
      PtNDArray tensor = target.get(name);
      ByteBuffer bytes = buffer(name, tensor.size());
      source.read(name, bytes.asFloatBuffer());
      try (NDManager manager = root.newSubManager()) {
        NDArray values = manager.create(bytes, tensor.getShape(), DataType.FLOAT32);
        assign(tensor, values);
      }
    }
  }

  /** Copies every tensor of a map from another map's tensor of that name. */
  void fill(TensorMap target, TensorMap source) {
    for (String name : target.names()) {
      assign(target.get(name), source.get(name));
    }
  }

  private void assign(PtNDArray target, NDArray source) {
    try (NDManager manager = root.newSubManager()) {
      // Views, since a tensor with a name would count as a dictionary.
      NDList views = new NDList(target.stopGradient(), source.stopGradient());
      views.attach(manager);
      module.call("assign", views);
    }
  }

  /** Copies a tensor's values out. */
  void read(PtNDArray tensor, FloatBuffer target) {
    try (NDManager manager = root.newSubManager()) {
      PtNDArray values = (PtNDArray) tensor.stopGradient();
      values.attach(manager);
      if (values.getDataType() != DataType.FLOAT32) {
        PtNDArray converted = (PtNDArray) manager.create(tensor.getShape(), DataType.FLOAT32);
        assign(converted, values);
        values = converted;
      }
      ByteBuffer bytes = values.toByteBuffer(true);
      target.put(bytes.order(ByteOrder.nativeOrder()).asFloatBuffer());
    }
  }

  private static ByteBuffer buffer(String name, long values) {
    if (values > MOST_VALUES) {
      throw new TrainingException(
          Reason.FAILED,
          "%s: expected at most %d values, found %d".formatted(name, MOST_VALUES, values));
    }
    return ByteBuffer.allocateDirect((int) values * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  static NDArray numbers(NDManager manager, double[] values, DataType type) {
    if (type == DataType.FLOAT64) {
      return manager.create(values);
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return manager.create(floats);
  }

  static NDArray table(NDManager manager, float[] values, int columns, DataType type) {
    Shape shape = new Shape(values.length / columns, columns);
    if (type == DataType.FLOAT32) {
      return manager.create(values, shape);
    }
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return manager.create(doubles, shape);
  }
}
