package dev.longctx.train.internal.torch;

import dev.longctx.api.training.Weights;
import java.nio.FloatBuffer;
import java.util.Set;

/** Tensors as values. */
final class TensorWeights implements Weights {

  private final TensorMap tensors;
  private final TensorCopies copies;

  TensorWeights(TensorMap tensors, TensorCopies copies) {
    this.tensors = tensors;
    this.copies = copies;
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
    copies.read(tensors.get(name), target);
  }
}
