package dev.longctx.train;

import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.api.training.Update;
import dev.longctx.api.training.WeightTarget;
import dev.longctx.api.training.Weights;
import dev.longctx.train.internal.batch.BlockCost;
import dev.longctx.train.internal.batch.TokenBatch;
import dev.longctx.train.internal.checkpoint.ModelDirectory;
import dev.longctx.train.internal.checkpoint.TrainingState;
import dev.longctx.train.internal.checkpoint.TrainingStateDirectory;
import dev.longctx.train.internal.checkpoint.WeightsDigest;
import dev.longctx.train.internal.file.Disk;
import dev.longctx.train.internal.file.LocalDisk;
import dev.longctx.train.internal.file.Refusal;
import dev.longctx.train.internal.policy.OpenPass;
import dev.longctx.train.internal.policy.PassCount;
import dev.longctx.train.internal.policy.SequenceBounds;
import dev.longctx.train.internal.policy.ShapeOfConfig;
import dev.longctx.train.internal.policy.TensorScorer;
import dev.longctx.train.internal.torch.DecoderShape;
import dev.longctx.train.internal.torch.EngineGate;
import dev.longctx.train.internal.torch.EngineSettings;
import dev.longctx.train.internal.torch.PolicyTensors;
import dev.longctx.train.internal.torch.TensorPass;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A policy on PyTorch, in float32 on the processor: Llama, Qwen2 or Qwen3.
 *
 * <p>Weights, gradients and moments lie outside of the Java heap: four times the model's size, with
 * low-rank adapters its size and four times the adapters'. A pass adds what its way back needs, for
 * which see {@link ActivationCheckpointing}. Logits never exist for more than a few tokens at a
 * time.
 *
 * <p>The same calls in the same order give the same bits on the same machine with the same number
 * of threads.
 */
public final class TorchPolicy implements TrainablePolicy {

  private final EngineGate gate;
  private final PassCount passes = new PassCount();
  private final PolicyTensors tensors;
  private final DecoderConfig config;
  private final Optional<LoraConfig> lora;
  private final Map<String, byte[]> otherFiles;
  private final SequenceBounds bounds;
  private final BlockCost cost;
  private final PassOptions options;
  private long steps;
  private @Nullable String baseDigest;

  private TorchPolicy(
      EngineGate gate,
      PolicyTensors tensors,
      DecoderConfig config,
      Optional<LoraConfig> lora,
      PassOptions options,
      Map<String, byte[]> otherFiles) {
    this.gate = gate;
    this.tensors = tensors;
    this.config = config;
    this.lora = lora;
    this.options = options;
    this.otherFiles = otherFiles;
    bounds = new SequenceBounds(config.vocabulary(), config.maxPositions());
    cost =
        BlockCost.of(
            config.hidden(),
            config.heads(),
            config.keyValueHeads(),
            config.headSize(),
            config.intermediate());
  }

  /**
   * A policy with given weights, all of which are trained.
   *
   * @param config the decoder's sizes
   * @param weights by their Hugging Face names; read before this returns
   * @return the policy, to be closed
   * @throws TrainingException if names or sizes of weights differ from the configuration's, or
   *     there is no engine for this machine
   */
  public static TorchPolicy open(DecoderConfig config, Weights weights) {
    return builder().config(config).weights(weights).open();
  }

  /**
   * A policy with random weights, all of which are trained.
   *
   * @param config the decoder's sizes
   * @param seed the same one gives the same weights
   * @return the policy, to be closed
   * @throws TrainingException if there is no engine for this machine
   */
  public static TorchPolicy random(DecoderConfig config, long seed) {
    return builder().config(config).randomWeights(seed).open();
  }

  /**
   * Settings to put together.
   *
   * @return a new builder
   */
  public static TorchPolicyBuilder builder() {
    return new TorchPolicyBuilder();
  }

  /**
   * A policy from a directory in Hugging Face's layout, all of whose weights are trained. {@link
   * #save} writes its tokenizer again.
   *
   * @param directory holds {@code config.json} and {@code model.safetensors}, or in its place
   *     {@code model.safetensors.index.json} and the files that this names; where a {@link #save}
   *     was killed between two moves, the directory is put back first
   * @return the policy, to be closed
   * @throws TrainingException if a file is missing, damaged or that of another architecture, or
   *     there is no engine for this machine
   */
  public static TorchPolicy open(Path directory) {
    return builder().directory(directory).open();
  }

  static TorchPolicy open(
      DecoderConfig config,
      Weights weights,
      Map<String, long[]> adapterShapes,
      Weights adapters,
      Optional<LoraConfig> lora,
      EngineSettings settings,
      PassOptions options,
      Map<String, byte[]> otherFiles) {
    DecoderShape shape = ShapeOfConfig.of(config);
    EngineGate gate = new EngineGate("policy");
    PolicyTensors tensors =
        gate.run(() -> PolicyTensors.open(shape, weights, adapterShapes, adapters, settings));
    return new TorchPolicy(gate, tensors, config, lora, options, otherFiles);
  }

  @Override
  public ForwardPass forward(List<TokenSequence> sequences) {
    return forward(sequences, false);
  }

  @Override
  public ForwardPass forwardWithEntropies(List<TokenSequence> sequences) {
    return forward(sequences, true);
  }

  private ForwardPass forward(List<TokenSequence> sequences, boolean entropies) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("sequences: expected at least one, found none");
    }
    refuse(bounds.tooLong(sequences));
    refuse(bounds.unknownToken(sequences));
    TokenBatch batch = options.arrange(sequences, cost);
    return gate.run(
        () -> {
          TensorPass pass = batch.isEmpty() ? null : read(batch, entropies);
          passes.open();
          return new OpenPass(gate, passes, batch, pass, entropies, tensors::clearGradient);
        });
  }

  private static void refuse(Optional<String> wrong) {
    if (wrong.isPresent()) {
      throw new TrainingException(Reason.BAD_SEQUENCE, wrong.get());
    }
  }

  private TensorPass read(TokenBatch batch, boolean entropies) {
    boolean recompute = options.checkpointing().appliesTo(batch.tokens().length);
    TensorPass pass = tensors.forward(batch, entropies, recompute);
    for (double logProb : pass.logProbs()) {
      if (!Double.isFinite(logProb)) {
        pass.close();
        throw new TrainingException(
            Reason.NOT_FINITE, "log-probabilities: expected finite ones, found " + logProb);
      }
    }
    return pass;
  }

  @Override
  public Update step(AdamW optimizer) {
    return gate.run(
        () -> {
          passes.requireReady();
          double rate = optimizer.learningRate().at(steps);
          if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "learningRate: expected 0 or more and finite, found " + rate);
          }
          return update(optimizer, rate);
        });
  }

  private Update update(AdamW optimizer, double rate) {
    double norm = tensors.gradientNorm();
    passes.forgetGradient();
    if (!Double.isFinite(norm)) {
      String name = tensors.notFinite().orElse("all together");
      tensors.clearGradient();
      throw new TrainingException(
          Reason.NOT_FINITE, "gradient of %s: expected a finite one, found none".formatted(name));
    }
    boolean clipped = norm > optimizer.maxGradientNorm();
    double factor = clipped ? optimizer.maxGradientNorm() / norm : 1;
    tensors.update(optimizer, rate, factor, steps + 1);
    steps++;
    return new Update(steps, rate, norm, clipped);
  }

  @Override
  public void discardGradient() {
    gate.run(
        () -> {
          passes.forgetGradient();
          tensors.clearGradient();
        });
  }

  @Override
  public long steps() {
    return gate.run(() -> steps);
  }

  @Override
  public int maxTokens() {
    return bounds.positions();
  }

  @Override
  public SequenceScorer scorer() {
    return new TensorScorer(gate, tensors, tensors.live(), bounds, cost, false);
  }

  @Override
  public SequenceScorer snapshot() {
    return gate.run(() -> new TensorScorer(gate, tensors, tensors.copy(), bounds, cost, true));
  }

  /**
   * {@inheritDoc} Adapters are written as part of the weights that they change. A directory that
   * holds files which no saved model has stays, and is refused, and so are weights that are not
   * finite.
   */
  @Override
  public void save(Path directory) {
    save(new LocalDisk(), directory);
  }

  void save(Disk disk, Path directory) {
    Map<String, byte[]> others = new LinkedHashMap<>(otherFiles);
    others.put(ModelDirectory.CONFIG, ConfigWriter.bytes(config));
    gate.run(() -> ModelDirectory.write(disk, directory, tensors.merged(), others));
  }

  /**
   * Writes the low-rank adapters alone, in PEFT's layout. What stood there before is replaced at
   * once or, if this fails or is killed, stays; so does, and is refused, a directory that holds
   * other files.
   *
   * @param directory is made where it is missing
   * @throws IllegalStateException if the policy has no adapters
   * @throws TrainingException if they cannot be written
   */
  public void saveAdapters(Path directory) {
    saveAdapters(new LocalDisk(), directory);
  }

  void saveAdapters(Disk disk, Path directory) {
    LoraConfig config =
        lora.orElseThrow(
            () -> new IllegalStateException("adapters: expected a policy with some, found none"));
    gate.run(() -> AdapterDirectory.write(disk, directory, config, tensors.trained()));
  }

  /**
   * The decoder's sizes.
   *
   * @return the configuration
   */
  public DecoderConfig config() {
    return config;
  }

  /**
   * {@inheritDoc} Of a policy with adapters, the adapters alone are written, and which decoder they
   * belong to. A directory that holds other files stays, and is refused, and so are weights and
   * moments that are not finite.
   */
  @Override
  public void checkpoint(Path directory) {
    checkpoint(new LocalDisk(), directory);
  }

  void checkpoint(Disk disk, Path directory) {
    gate.run(() -> new TrainingStateDirectory(disk, directory).write(state()));
  }

  private TrainingState state() {
    return new TrainingState(
        steps, fixed(), tensors.trained(), tensors.firstMoments(), tensors.secondMoments());
  }

  /** What adapters were trained on, which their checkpoint does not hold. */
  private Map<String, String> fixed() {
    if (lora.isEmpty()) {
      return Map.of();
    }
    if (baseDigest == null) {
      baseDigest = WeightsDigest.of(tensors.base());
    }
    return Map.of("decoder", baseDigest, "alpha", String.valueOf(lora.get().alpha()));
  }

  /**
   * {@inheritDoc} All is read into memory outside of the heap, three times the size of what is
   * trained, before anything is replaced. Adapters are refused on another decoder.
   */
  @Override
  public void restore(Path directory) {
    gate.run(
        () -> {
          passes.requireNoneOpen("restore");
          new TrainingStateDirectory(directory).read(state -> restore(directory, state));
        });
  }

  private void restore(Path directory, TrainingState state) {
    if (!state.fixed().equals(fixed())) {
      throw Refusal.of(directory + ": fixed", fixed().toString(), state.fixed());
    }
    tensors.replace(state.weights(), state.first(), state.second());
    passes.forgetGradient();
    steps = state.steps();
  }

  @Override
  public void syncTo(WeightTarget target) {
    gate.run(() -> target.load(tensors.merged()));
  }

  /** The accumulated gradient, for tests. */
  <T> T gradients(Function<Weights, T> reader) {
    return gate.run(() -> reader.apply(tensors.gradients()));
  }

  /** The decoder's own weights, for tests. */
  <T> T base(Function<Weights, T> reader) {
    return gate.run(() -> reader.apply(tensors.base()));
  }

  @Override
  public void close() {
    gate.close(tensors::close);
  }
}
