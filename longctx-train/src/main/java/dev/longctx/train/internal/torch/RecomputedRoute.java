package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Keeps the layers' inputs alone and computes each layer a second time on the way back (Chen et
 * al., 2016): memory of one layer, for a third more work.
 */
final class RecomputedRoute implements Route {

  private final Decoder decoder;
  private final BatchTensors batch;
  private final ModelTensors model;
  private final NDManager manager;
  private final List<PtNDArray> inputs = new ArrayList<>();
  private final PtNDArray states;

  RecomputedRoute(Decoder decoder, BatchTensors batch, ModelTensors model, NDManager manager) {
    this.decoder = decoder;
    this.batch = batch;
    this.model = model;
    this.manager = manager;
    inputs.add(decoder.embed(batch, model.embedding()));
    for (int layer = 0; layer < decoder.layers(); layer++) {
      inputs.add(decoder.layer(layer, inputs.get(layer), batch, model.layer(layer)));
    }
    states = decoder.tail(inputs.get(decoder.layers()), batch, model.norm());
  }

  @Override
  public NDArray states() {
    return states;
  }

  @Override
  public void backward(NDArray gradient) {
    NDArray flowing =
        through(decoder.layers(), x -> decoder.tail(x, batch, model.norm()), gradient);
    for (int layer = decoder.layers() - 1; layer >= 0; layer--) {
      int at = layer;
      flowing = through(at, x -> decoder.layer(at, x, batch, model.layer(at)), flowing);
    }
    embedding(flowing);
  }

  /** Computes a part again, from its kept input, and the derivative by that input. */
  private NDArray through(int at, UnaryOperator<NDArray> part, NDArray gradient) {
    try (NDManager local = manager.newSubManager();
        PtNDArray kept = inputs.get(at);
        gradient) {
      PtNDArray input = (PtNDArray) kept.stopGradient();
      input.attach(local);
      input.setRequiresGradient(true);
      run(() -> part.apply(input), gradient);
      NDArray result = JniUtils.getGradient(input);
      result.attach(manager);
      return result;
    }
  }

  private void embedding(NDArray gradient) {
    if (!model.embedding().all().iterator().next().hasGradient()) {
      return;
    }
    try (NDManager local = manager.newSubManager();
        gradient) {
      BatchTensors tokens = batch.in(local);
      run(() -> decoder.embed(tokens, model.embedding()), gradient);
    }
  }

  private static void run(Supplier<NDArray> part, NDArray gradient) {
    JniUtils.setGradMode(true);
    try {
      NDArray output = part.get();
      JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
    } finally {
      JniUtils.setGradMode(false);
    }
  }
}
