package dev.longctx.train;

import dev.longctx.api.internal.Once;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.Weights;
import dev.longctx.train.internal.init.AdapterWeights;
import dev.longctx.train.internal.init.RandomWeights;
import dev.longctx.train.internal.torch.DecoderShape;
import dev.longctx.train.internal.torch.EngineSettings;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects a policy's settings, each of which may be given once: a second call throws {@link
 * IllegalStateException}. Not thread-safe.
 */
public final class TorchPolicyBuilder {

  private @Nullable DecoderConfig config;
  private @Nullable Weights weights;
  private @Nullable Long seed;
  private @Nullable LoraConfig lora;
  private @Nullable Long loraSeed;
  private @Nullable ActivationCheckpointing checkpointing;

  TorchPolicyBuilder() {}

  /**
   * Gives the decoder's sizes; needed.
   *
   * @param value the configuration
   * @return this builder
   */
  public TorchPolicyBuilder config(DecoderConfig value) {
    config = Once.give("config", config, Objects.requireNonNull(value, "config"));
    return this;
  }

  /**
   * Gives the decoder's weights; needed, unless they are random.
   *
   * @param value by their Hugging Face names; read when the policy is opened
   * @return this builder
   */
  public TorchPolicyBuilder weights(Weights value) {
    requireOneSource(seed);
    weights = Once.give("weights", weights, Objects.requireNonNull(value, "weights"));
    return this;
  }

  /**
   * Makes the decoder's weights: matrices normal with the configuration's initial range, norms of
   * ones, biases of zeros.
   *
   * @param value seed; the same one gives the same weights
   * @return this builder
   */
  public TorchPolicyBuilder randomWeights(long value) {
    requireOneSource(weights);
    seed = Once.give("randomWeights", seed, value);
    return this;
  }

  private static void requireOneSource(@Nullable Object other) {
    if (other != null) {
      throw new IllegalStateException(
          "weights: expected either given ones or random ones, found both");
    }
  }

  /**
   * Trains low-rank adapters and leaves the decoder as it is; by default the decoder is trained.
   *
   * @param value which layers have one, and of what rank
   * @param adapterSeed of their random weights
   * @return this builder
   */
  public TorchPolicyBuilder lora(LoraConfig value, long adapterSeed) {
    lora = Once.give("lora", lora, Objects.requireNonNull(value, "lora"));
    loraSeed = adapterSeed;
    return this;
  }

  /**
   * Says when to compute layers twice to save memory; never by default.
   *
   * @param value the rule
   * @return this builder
   */
  public TorchPolicyBuilder activationCheckpointing(ActivationCheckpointing value) {
    checkpointing =
        Once.give(
            "activationCheckpointing",
            checkpointing,
            Objects.requireNonNull(value, "activationCheckpointing"));
    return this;
  }

  /**
   * Opens the policy.
   *
   * @return to be closed
   * @throws IllegalStateException if configuration or weights are missing
   * @throws TrainingException if names or sizes of weights differ from the configuration's, or
   *     there is no engine for this machine
   */
  public TorchPolicy open() {
    DecoderConfig sizes = config;
    if (sizes == null) {
      throw new IllegalStateException("config: expected one, found none");
    }
    DecoderShape shape = ShapeOfConfig.of(sizes);
    Map<String, long[]> adapters = adapters(shape);
    return TorchPolicy.open(
        shape,
        source(shape, sizes.initialRange()),
        adapters,
        new AdapterWeights(adapters, Once.or(loraSeed, 0L)),
        EngineSettings.single(lora == null ? 1 : lora.scale()),
        Once.or(checkpointing, ActivationCheckpointing.never()));
  }

  private Map<String, long[]> adapters(DecoderShape shape) {
    LoraConfig chosen = lora;
    Set<String> modules = chosen == null ? Set.of() : chosen.targetModules();
    return AdapterWeights.shapes(shape.tensors(), modules, chosen == null ? 1 : chosen.rank());
  }

  private Weights source(DecoderShape shape, double range) {
    Weights given = weights;
    if (given != null) {
      return given;
    }
    Long random = seed;
    if (random == null) {
      throw new IllegalStateException("weights: expected given ones or a seed, found none");
    }
    return new RandomWeights(shape.tensors(), random, range);
  }
}
