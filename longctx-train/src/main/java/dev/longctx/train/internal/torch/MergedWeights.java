package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import dev.longctx.api.training.Weights;
import java.nio.FloatBuffer;
import java.util.Set;

/** A decoder's weights with its low-rank adapters in them. */
final class MergedWeights implements Weights {

  private static final String WEIGHT = ".weight";

  private final ModelTensors model;
  private final Decoder decoder;
  private final TensorCopies copies;
  private final NDManager root;

  MergedWeights(ModelTensors model, Decoder decoder, TensorCopies copies, NDManager root) {
    this.model = model;
    this.decoder = decoder;
    this.copies = copies;
    this.root = root;
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(model.base().names());
  }

  @Override
  public long[] shape(String name) {
    return model.base().get(name).getShape().getShape();
  }

  @Override
  public void read(String name, FloatBuffer target) {
    PtNDArray weight = model.base().get(name);
    PtNDArray down = model.adapters().find(adapter(name, "A"));
    PtNDArray up = model.adapters().find(adapter(name, "B"));
    if (down == null || up == null) {
      copies.read(weight, target);
      return;
    }
    try (NDManager local = root.newSubManager()) {
      NDList inputs = new NDList(weight.stopGradient(), down.stopGradient(), up.stopGradient());
      inputs.attach(local);
      inputs.add(decoder.numbers());
      copies.read(decoder.module().call("merged", inputs), target);
    }
  }

  private static String adapter(String name, String part) {
    String layer =
        name.endsWith(WEIGHT) ? name.substring(0, name.length() - WEIGHT.length()) : name;
    return layer + ".lora_" + part + WEIGHT;
  }
}
