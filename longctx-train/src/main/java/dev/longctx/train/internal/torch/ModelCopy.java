package dev.longctx.train.internal.torch;

/**
 * Weights to score with.
 *
 * @param tensors in native memory
 */
public record ModelCopy(ModelTensors tensors) {

  /** Releases the weights. */
  public void close() {
    tensors.close();
  }
}
