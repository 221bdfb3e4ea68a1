package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.longctx.api.training.AdamW;

/** First and second moments of the trained weights, and the update that uses them. */
final class AdamMoments {

  private final NDManager root;
  private final DecoderModule module;
  private final TensorMap first;
  private final TensorMap second;

  AdamMoments(NDManager root, DecoderModule module, TensorMap trained, DataType type) {
    this.root = root;
    this.module = module;
    first = TensorMap.zeros(root, "m", trained.shapes(), type);
    second = TensorMap.zeros(root, "v", trained.shapes(), type);
  }

  TensorMap first() {
    return first;
  }

  TensorMap second() {
    return second;
  }

  /**
   * Changes weights and moments and makes the gradients zero.
   *
   * @param optimizer the constants
   * @param rate learning rate of this update
   * @param factor of the gradients
   * @param update number of this update, from 1
   * @param trained the weights
   */
  void update(AdamW optimizer, double rate, double factor, long update, TensorMap trained) {
    double[] numbers = {
      rate,
      optimizer.beta1(),
      optimizer.beta2(),
      optimizer.epsilon(),
      optimizer.weightDecay(),
      factor,
      update
    };
    try (NDManager local = root.newSubManager()) {
      NDList inputs = new NDList(local.create(numbers));
      inputs.addAll(trained.list());
      inputs.addAll(first.list());
      inputs.addAll(second.list());
      module.call("adamw", inputs);
    }
  }
}
