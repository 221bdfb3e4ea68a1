package dev.longctx.train.internal.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.Weights;
import dev.longctx.train.internal.batch.TokenBatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy's native side: the decoder, its weights, their gradients and moments. Every call belongs
 * inside an {@link EngineGate}. Not thread-safe.
 */
public final class PolicyTensors {

  private final NDManager root;
  private final DecoderShape shape;
  private final EngineSettings settings;
  private final Decoder decoder;
  private final TensorCopies copies;
  private final ModelTensors model;
  private @Nullable AdamMoments moments;

  private PolicyTensors(
      NDManager root,
      DecoderShape shape,
      Map<String, long[]> adapterShapes,
      EngineSettings settings) {
    this.root = root;
    this.shape = shape;
    this.settings = settings;
    decoder = new Decoder(shape, settings, root);
    copies = new TensorCopies(decoder.module(), root);
    model = new ModelTensors(root, shape, adapterShapes, settings.type());
  }

  /**
   * Weights in native memory, with gradients of zero.
   *
   * @param shape sizes of the decoder
   * @param base its weights
   * @param adapterShapes sizes of low-rank adapters by name, maybe none
   * @param adapters their weights
   * @param settings how to compute
   * @return what is to be closed
   * @throws dev.longctx.api.training.TrainingException if names or sizes differ
   */
  public static PolicyTensors open(
      DecoderShape shape,
      Weights base,
      Map<String, long[]> adapterShapes,
      Weights adapters,
      EngineSettings settings) {
    WeightChecks.requireMatching(shape.tensors(), base);
    WeightChecks.requireMatching(adapterShapes, adapters);
    NDManager root = TorchRuntime.newManager();
    try {
      PolicyTensors policy = new PolicyTensors(root, shape, adapterShapes, settings);
      policy.copies.fill(policy.model.base(), base);
      policy.copies.fill(policy.model.adapters(), adapters);
      policy.model.attachGradients(policy.decoder.module());
      return policy;
    } catch (RuntimeException | Error e) {
      root.close();
      throw e;
    }
  }

  /**
   * Reads a batch, and keeps what the way back needs.
   *
   * @param batch at least one response token
   * @param entropies whether to compute them
   * @param recompute whether to compute layers twice for less memory
   * @return the pass, to be closed
   */
  public TensorPass forward(TokenBatch batch, boolean entropies, boolean recompute) {
    NDManager manager = root.newSubManager();
    try {
      BatchTensors tensors = BatchTensors.of(batch, manager);
      Route route =
          recompute
              ? new RecomputedRoute(decoder, tensors, model, manager)
              : new KeptRoute(decoder, tensors, model.all());
      return new TensorPass(decoder, tensors, route, model.head(), manager, entropies);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Log-probabilities without a gradient.
   *
   * @param batch at least one response token
   * @param weights of this policy or {@linkplain #copy() copied} from it
   * @return one for each of the batch's targets
   */
  public double[] score(TokenBatch batch, ModelCopy weights) {
    try (NDManager manager = root.newSubManager()) {
      BatchTensors tensors = BatchTensors.of(batch, manager);
      NDArray states = decoder.states(tensors, weights.tensors().all());
      return TensorPass.toDoubles(decoder.head(states, tensors, false, weights.tensors().head()));
    }
  }

  /**
   * The weights of the moment, as they go on changing.
   *
   * @return a live view
   */
  public ModelCopy live() {
    return new ModelCopy(model);
  }

  /**
   * A copy of the weights of the moment.
   *
   * @return to be closed
   */
  public ModelCopy copy() {
    ModelTensors copy = new ModelTensors(root, shape, model.adapters().shapes(), settings.type());
    copies.fill(copy.all(), model.all());
    return new ModelCopy(copy);
  }

  /**
   * The Euclidean norm of the gradient.
   *
   * @return maybe not finite
   */
  public double gradientNorm() {
    return gradientNorm(model.trained());
  }

  /**
   * A tensor whose gradient is not finite.
   *
   * @return its name, or nothing if all are finite
   */
  public Optional<String> notFinite() {
    return model.trained().names().stream()
        .filter(name -> !Double.isFinite(gradientNorm(model.trained().only(name::equals))))
        .findFirst();
  }

  private double gradientNorm(TensorMap tensors) {
    try (NDManager local = root.newSubManager()) {
      NDList inputs = new NDList(local.create(new double[1]));
      inputs.addAll(tensors.list());
      return decoder.module().call("gradient_norm", inputs).toDoubleArray()[0];
    }
  }

  /** Makes the gradient zero. */
  public void clearGradient() {
    try (NDManager local = root.newSubManager()) {
      NDList inputs = new NDList(local.create(new double[1]));
      inputs.addAll(model.trained().list());
      decoder.module().call("clear", inputs);
    }
  }

  /**
   * Changes the weights and makes the gradient zero.
   *
   * @param optimizer the constants
   * @param rate learning rate of this update
   * @param factor of the gradient
   * @param update number of this update, from 1
   */
  public void update(AdamW optimizer, double rate, double factor, long update) {
    moments().update(optimizer, rate, factor, update, model.trained());
  }

  private AdamMoments moments() {
    AdamMoments known = moments;
    if (known == null) {
      known = new AdamMoments(root, decoder.module(), model.trained(), settings.type());
      moments = known;
    }
    return known;
  }

  /**
   * The decoder's weights, with adapters in them where there are any.
   *
   * @return a view, to be read inside the gate
   */
  public Weights merged() {
    return new MergedWeights(model, decoder, copies, root);
  }

  /**
   * The decoder's weights without adapters.
   *
   * @return a view, to be read inside the gate
   */
  public Weights base() {
    return new TensorWeights(model.base(), copies);
  }

  /**
   * The weights that training changes.
   *
   * @return a view, to be read inside the gate
   */
  public Weights trained() {
    return new TensorWeights(model.trained(), copies);
  }

  /**
   * The first moments of what training changes; zeros before the first update.
   *
   * @return a view, to be read inside the gate
   */
  public Weights firstMoments() {
    return new TensorWeights(moments().first(), copies);
  }

  /**
   * The second moments of what training changes; zeros before the first update.
   *
   * @return a view, to be read inside the gate
   */
  public Weights secondMoments() {
    return new TensorWeights(moments().second(), copies);
  }

  /**
   * Replaces what training changes, and its moments, after all of it was read. The gradient becomes
   * zero.
   *
   * @param trained weights
   * @param first first moments
   * @param second second moments
   */
  public void replace(Weights trained, Weights first, Weights second) {
    for (Weights weights : List.of(trained, first, second)) {
      WeightChecks.requireMatching(model.trained().shapes(), weights);
    }
    try (NDManager local = root.newSubManager()) {
      TensorMap readTrained = read(trained, local);
      TensorMap readFirst = read(first, local);
      TensorMap readSecond = read(second, local);
      AdamMoments replaced = moments();
      copies.fill(model.trained(), readTrained);
      copies.fill(replaced.first(), readFirst);
      copies.fill(replaced.second(), readSecond);
    }
    clearGradient();
  }

  private TensorMap read(Weights source, NDManager manager) {
    TensorMap target = TensorMap.zeros(manager, "r", model.trained().shapes(), settings.type());
    copies.fill(target, source);
    return target;
  }

  /**
   * The gradients of the trained weights.
   *
   * @return values of the moment, to be read inside the gate
   */
  public Weights gradients() {
    return new GradientWeights(model.trained(), copies, root);
  }

  /** Releases all native memory. */
  public void close() {
    root.close();
  }
}
