package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.longctx.api.training.Weights;
import java.nio.FloatBuffer;
import java.util.Set;

/** The gradients of tensors as values. */
final class GradientWeights implements Weights {

  private final TensorMap tensors;
  private final TensorCopies copies;
  private final NDManager root;

  GradientWeights(TensorMap tensors, TensorCopies copies, NDManager root) {
    this.tensors = tensors;
    this.copies = copies;
    this.root = root;
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(tensors.names());
  }

  @Override
  public long[] shape(String name) {
    return tensors.get(name).getShape().getShape();
  }

  @Override
  public void read(String name, FloatBuffer target) {
    try (NDManager local = root.newSubManager()) {
      PtNDArray gradient = JniUtils.getGradient(tensors.get(name));
      gradient.attach(local);
      copies.read(gradient, target);
    }
  }
}
