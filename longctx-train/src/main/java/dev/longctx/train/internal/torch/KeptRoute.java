package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Keeps every intermediate result for the way back. */
final class KeptRoute implements Route {

  private final PtNDArray states;

  KeptRoute(Decoder decoder, BatchTensors batch, TensorMap weights) {
    JniUtils.setGradMode(true);
    try {
      states = decoder.states(batch, weights);
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  @Override
  public NDArray states() {
    return states;
  }

  @Override
  public void backward(NDArray gradient) {
    JniUtils.backward(states, (PtNDArray) gradient, false, false);
  }
}
