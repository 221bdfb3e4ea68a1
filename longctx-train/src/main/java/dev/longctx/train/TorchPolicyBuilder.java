package dev.longctx.train;

import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.Weights;
import dev.longctx.train.internal.checkpoint.ModelDirectory;
import dev.longctx.train.internal.checkpoint.TiedWeights;
import dev.longctx.train.internal.checkpoint.UnprefixedWeights;
import dev.longctx.train.internal.init.AdapterWeights;
import dev.longctx.train.internal.init.RandomWeights;
import dev.longctx.train.internal.policy.Once;
import dev.longctx.train.internal.policy.ShapeOfConfig;
import dev.longctx.train.internal.safetensors.SafetensorsFile;
import dev.longctx.train.internal.safetensors.WeightFiles;
import dev.longctx.train.internal.torch.EngineSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects a policy's settings, each of which may be given once: a second call throws {@link
 * IllegalStateException}. Not thread-safe.
 */
public final class TorchPolicyBuilder {

  private @Nullable DecoderConfig config;
  private @Nullable Weights weights;
  private @Nullable Path directory;
  private @Nullable Long seed;
  private @Nullable LoraConfig lora;
  private @Nullable Long loraSeed;
  private @Nullable Path adapters;
  private @Nullable ActivationCheckpointing checkpointing;
  private @Nullable Boolean sharedPrompts;

  TorchPolicyBuilder() {}

  /**
   * Gives a directory in Hugging Face's layout, with configuration and weights; in place of {@link
   * #config} and weights.
   *
   * @param value holds {@code config.json} and {@code model.safetensors}, or in its place {@code
   *     model.safetensors.index.json} and the files that this names; read when the policy is opened
   * @return this builder
   */
  public TorchPolicyBuilder directory(Path value) {
    directory = Once.give("directory", directory, Objects.requireNonNull(value, "directory"));
    return this;
  }

  /**
   * Gives the decoder's sizes; needed, unless there is a directory.
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
   * Goes on training low-rank adapters from a directory in PEFT's layout.
   *
   * @param value holds {@code adapter_config.json} and {@code adapter_model.safetensors}; read when
   *     the policy is opened
   * @return this builder
   */
  public TorchPolicyBuilder adapters(Path value) {
    adapters = Once.give("adapters", adapters, Objects.requireNonNull(value, "adapters"));
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
   * Says whether a pass reads a prompt once that several of its sequences have, in place of once a
   * sequence; no by default. It is for groups of responses to one long prompt, as group-relative
   * reinforcement learning samples them. Prompts must be equal token by token.
   *
   * <p>Attention of response tokens then needs a mask of floats, one a pass, as high as the longest
   * response and as wide as that and the longest prompt together. In each layer, keys and values of
   * the prompt are copied for each sequence, as many as without sharing; all else of the prompt is
   * there once. A prompt is read more often than once where responses differ much in length, and
   * once a sequence where it is so short beside them that sharing it costs more.
   *
   * <p>Results are equal up to rounding to those without; a pass without equal prompts has the same
   * bits. {@linkplain TorchPolicy#scorer Scorers} read every sequence whole.
   *
   * @param value whether to share prompts
   * @return this builder
   */
  public TorchPolicyBuilder sharedPrompts(boolean value) {
    sharedPrompts = Once.give("sharedPrompts", sharedPrompts, value);
    return this;
  }

  /**
   * Opens the policy.
   *
   * @return to be closed
   * @throws IllegalStateException if configuration or weights are missing, or given twice
   * @throws TrainingException if a file is missing or damaged, names or sizes of weights differ
   *     from the configuration's, or there is no engine for this machine
   */
  public TorchPolicy open() {
    Path place = directory;
    if (place != null) {
      return open(place);
    }
    DecoderConfig sizes = config;
    if (sizes == null) {
      throw new IllegalStateException("config: expected one, found none");
    }
    return open(sizes, source(sizes), Map.of());
  }

  private TorchPolicy open(Path place) {
    if (config != null || weights != null || seed != null) {
      throw new IllegalStateException(
          "directory: expected no other configuration and weights, found some");
    }
    try {
      Path found = ModelDirectory.recover(place);
      DecoderConfig sizes = DecoderConfig.read(found.resolve(ModelDirectory.CONFIG));
      try (WeightFiles files = WeightFiles.open(found, ModelDirectory.WEIGHTS)) {
        Weights stored = sizes.tiedEmbeddings() ? new TiedWeights(files) : files;
        return open(sizes, stored, ModelDirectory.otherFiles(found));
      }
    } catch (IOException e) {
      throw new TrainingException(
          TrainingException.Reason.CHECKPOINT, place + ": expected a model", e);
    }
  }

  private TorchPolicy open(DecoderConfig sizes, Weights source, Map<String, byte[]> others) {
    Path stored = adapters;
    if (stored == null) {
      Map<String, long[]> shapes = adapterShapes(sizes, lora);
      Weights made = new AdapterWeights(shapes, Once.or(loraSeed, 0L));
      return open(sizes, source, others, lora, made);
    }
    if (lora != null) {
      throw new IllegalStateException("lora: expected new adapters or stored ones, found both");
    }
    Path found = AdapterDirectory.recover(stored);
    LoraConfig config = AdapterDirectory.readConfig(found);
    try (SafetensorsFile file = SafetensorsFile.open(found.resolve(AdapterDirectory.WEIGHTS))) {
      Weights plain = new UnprefixedWeights(file, AdapterDirectory.PREFIX);
      return open(sizes, source, others, config, plain);
    }
  }

  private TorchPolicy open(
      DecoderConfig sizes,
      Weights source,
      Map<String, byte[]> others,
      @Nullable LoraConfig chosen,
      Weights start) {
    return TorchPolicy.open(
        sizes,
        source,
        adapterShapes(sizes, chosen),
        start,
        Optional.ofNullable(chosen),
        EngineSettings.single(chosen == null ? 1 : chosen.scale()),
        new PassOptions(
            Once.or(checkpointing, ActivationCheckpointing.never()), Once.or(sharedPrompts, false)),
        others);
  }

  private static Map<String, long[]> adapterShapes(
      DecoderConfig sizes, @Nullable LoraConfig chosen) {
    Map<String, long[]> decoder = ShapeOfConfig.of(sizes).tensors();
    return chosen == null
        ? Map.of()
        : AdapterWeights.shapes(decoder, chosen.targetModules(), chosen.rank());
  }

  private Weights source(DecoderConfig sizes) {
    Weights given = weights;
    if (given != null) {
      return given;
    }
    Long random = seed;
    if (random == null) {
      throw new IllegalStateException("weights: expected given ones or a seed, found none");
    }
    Map<String, long[]> tensors = ShapeOfConfig.of(sizes).tensors();
    return new RandomWeights(tensors, random, sizes.initialRange());
  }
}
