package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model's weights: those of the decoder, and low-rank adapters where there are any. */
final class ModelTensors {

  private static final String DICTIONARY = "p";

  private final NDManager manager;
  private final TensorMap base;
  private final TensorMap adapters;
  private final TensorMap all;
  private final TensorMap embedding;
  private final TensorMap norm;
  private final TensorMap head;
  private final List<TensorMap> layers = new ArrayList<>();

  ModelTensors(
      NDManager root, DecoderShape shape, Map<String, long[]> adapterShapes, DataType type) {
    manager = root.newSubManager();
    base = TensorMap.zeros(manager, DICTIONARY, shape.tensors(), type);
    adapters = TensorMap.zeros(manager, DICTIONARY, adapterShapes, type);
    all = base.and(adapters);
    embedding = all.only(DecoderShape.EMBEDDING::equals);
    norm = all.only(DecoderShape.NORM::equals);
    head = shape.tied() ? embedding : all.only(DecoderShape.HEAD::equals);
    for (int i = 0; i < shape.layers(); i++) {
      layers.add(layer(all, DecoderShape.layerPrefix(i)));
    }
  }

  private static TensorMap layer(TensorMap all, String prefix) {
    return all.only(name -> name.startsWith(prefix));
  }

  TensorMap base() {
    return base;
  }

  TensorMap adapters() {
    return adapters;
  }

  TensorMap all() {
    return all;
  }

  /** What training changes: the adapters, or without any the decoder. */
  TensorMap trained() {
    return adapters.isEmpty() ? base : adapters;
  }

  TensorMap embedding() {
    return embedding;
  }

  TensorMap norm() {
    return norm;
  }

  TensorMap head() {
    return head;
  }

  TensorMap layer(int layer) {
    return layers.get(layer);
  }

  /** Gives every trained tensor a gradient of zeros, which later ones are added to in place. */
  void attachGradients(DecoderModule module) {
    trained().all().forEach(tensor -> tensor.setRequiresGradient(true));
    try (NDManager local = manager.newSubManager()) {
      PtNDArray zero = (PtNDArray) local.zeros(new Shape(1), embeddingType());
      NDList inputs = new NDList(zero);
      inputs.addAll(trained().list());
      JniUtils.setGradMode(true);
      JniUtils.backward(module.call("touch", inputs), zero, false, false);
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  private DataType embeddingType() {
    return base.get(DecoderShape.EMBEDDING).getDataType();
  }

  void close() {
    manager.close();
  }
}
