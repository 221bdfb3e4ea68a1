package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import java.util.HashMap;
import java.util.Map;

/** The decoder's computations, with weights that the caller brings. Not thread-safe. */
final class Decoder {

  private final DecoderShape shape;
  private final EngineSettings settings;
  private final NDManager root;
  private final DecoderModule module;
  private final RotationTables rotation;
  private final Map<Integer, NDArray> numbers = new HashMap<>();

  Decoder(DecoderShape shape, EngineSettings settings, NDManager root) {
    this.shape = shape;
    this.settings = settings;
    this.root = root;
    module = new DecoderModule(root);
    rotation = new RotationTables(root, shape.rotation(), shape.positions(), settings.type());
  }

  DecoderModule module() {
    return module;
  }

  DataType type() {
    return settings.type();
  }

  int layers() {
    return shape.layers();
  }

  /** The normed states of tokens that predict, [predictors, hidden]. */
  PtNDArray states(BatchTensors batch, TensorMap weights) {
    RotationTables.Tables tables = rotation.of(batch.longest());
    NDList inputs = new NDList(batch.tokens(), batch.positions(), batch.blocks());
    inputs.addAll(new NDList(tables.cosines(), tables.sines(), batch.predictors(), numbers(0)));
    inputs.addAll(weights.list());
    return module.call("forward", inputs);
  }

  /** The first layer's input, [tokens, hidden]. */
  PtNDArray embed(BatchTensors batch, TensorMap weights) {
    return call("embed", weights, batch.tokens());
  }

  /** One layer's output, [tokens, hidden]. */
  PtNDArray layer(int layer, NDArray input, BatchTensors batch, TensorMap weights) {
    RotationTables.Tables tables = rotation.of(batch.longest());
    NDList inputs = new NDList(input, batch.positions(), batch.blocks());
    inputs.addAll(new NDList(tables.cosines(), tables.sines(), numbers(layer)));
    inputs.addAll(weights.list());
    return module.call("layer", inputs);
  }

  /** The normed states of tokens that predict, from the last layer's output. */
  PtNDArray tail(NDArray input, BatchTensors batch, TensorMap weights) {
    return call("tail", weights, input, batch.predictors(), numbers(0));
  }

  /** Log-probabilities, and in a second row entropies if asked for. */
  PtNDArray head(NDArray states, BatchTensors batch, boolean entropies, TensorMap weights) {
    String method = entropies ? "head" : "head_log_probs";
    return call(method, weights, states, batch.targets(), numbers(0));
  }

  /** Adds to the head's gradient and gives that of the states. */
  PtNDArray headGradient(
      NDArray states,
      BatchTensors batch,
      NDArray logProbGradient,
      NDArray entropyGradient,
      TensorMap weights) {
    return call(
        "head_vjp", weights, states, batch.targets(), logProbGradient, entropyGradient, numbers(0));
  }

  private PtNDArray call(String method, TensorMap weights, NDArray... inputs) {
    NDList all = new NDList(inputs);
    all.addAll(weights.list());
    return module.call(method, all);
  }

  /** Epsilon and the like, as every method takes them. */
  NDArray numbers() {
    return numbers(0);
  }

  private NDArray numbers(int layer) {
    return numbers.computeIfAbsent(layer, this::makeNumbers);
  }

  private NDArray makeNumbers(int layer) {
    int rows = Math.max(1, settings.logitsAtOnce() / shape.vocabulary());
    return root.create(
        new double[] {shape.epsilon(), shape.layers(), rows, settings.adapterScale(), layer});
  }
}
