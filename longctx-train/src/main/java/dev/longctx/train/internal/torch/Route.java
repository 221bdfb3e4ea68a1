package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDArray;

/** A way through the layers and back. */
interface Route {

  /** The normed states of tokens that predict. */
  NDArray states();

  /**
   * Adds to the gradients of the layers' weights and of the embedding.
   *
   * @param gradient derivative of the loss by the states
   */
  void backward(NDArray gradient);
}
