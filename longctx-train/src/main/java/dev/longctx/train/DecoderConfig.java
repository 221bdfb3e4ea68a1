package dev.longctx.train;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The sizes of a decoder, as its {@code config.json} gives them. Immutable and thread-safe.
 *
 * @param family how the layers are built
 * @param vocabulary number of tokens
 * @param hidden size of a token's state
 * @param layers number of layers; at most 4096
 * @param heads query heads
 * @param keyValueHeads key and value heads; divides the query heads
 * @param headSize size of a head; even
 * @param intermediate size of a feed-forward state
 * @param rmsNormEpsilon added to mean squares
 * @param ropeTheta base of rotary positions
 * @param ropeScaling how rotary positions are stretched
 * @param tiedEmbeddings whether the embedding is the head, too
 * @param attentionBias whether queries, keys, values and attention's output have biases; of Qwen2,
 *     all but the output always have
 * @param maxPositions the most tokens of a sequence
 * @param initialRange standard deviation of random weights
 */
public record DecoderConfig(
    Family family,
    int vocabulary,
    int hidden,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    int intermediate,
    double rmsNormEpsilon,
    double ropeTheta,
    RopeScaling ropeScaling,
    boolean tiedEmbeddings,
    boolean attentionBias,
    int maxPositions,
    double initialRange) {

  private static final int MOST_LAYERS = 4096;

  /** How layers are built. */
  public enum Family {
    /** Without biases and head norms. */
    LLAMA,
    /** With biases of queries, keys and values. */
    QWEN2,
    /** With norms of queries' and keys' heads. */
    QWEN3
  }

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range, or they do not fit together
   */
  public DecoderConfig {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(ropeScaling, "ropeScaling");
    requireSize("vocabulary", vocabulary);
    requireSize("hidden", hidden);
    requireLayers(layers);
    requireSize("heads", heads);
    requireSize("keyValueHeads", keyValueHeads);
    requireSize("headSize", headSize);
    requireSize("intermediate", intermediate);
    requireSize("maxPositions", maxPositions);
    require(heads % keyValueHeads == 0, "keyValueHeads", "a divisor of " + heads, keyValueHeads);
    require(headSize % 2 == 0, "headSize", "an even number", headSize);
    requireEpsilon(rmsNormEpsilon);
    requireTheta(ropeTheta);
    requireRange(initialRange);
  }

  /**
   * Reads a configuration.
   *
   * @param file a Hugging Face {@code config.json}
   * @return the sizes
   * @throws dev.longctx.api.training.TrainingException if it is missing, damaged or that of another
   *     architecture
   */
  public static DecoderConfig read(Path file) {
    return ConfigReader.read(file);
  }

  /**
   * Sizes to put together.
   *
   * @return a new builder
   */
  public static DecoderConfigBuilder builder() {
    return new DecoderConfigBuilder();
  }

  static void requireSize(String name, int value) {
    require(value > 0 && value <= 1 << 28, name, "1 to 2^28", value);
  }

  static void requireLayers(int value) {
    require(value > 0 && value <= MOST_LAYERS, "layers", "1 to " + MOST_LAYERS, value);
  }

  static void requireEpsilon(double value) {
    require(value > 0 && value < 1, "rmsNormEpsilon", "above 0, below 1", value);
  }

  static void requireTheta(double value) {
    require(value > 1 && value < 1e12, "ropeTheta", "above 1, below 1e12", value);
  }

  static void requireRange(double value) {
    require(value > 0 && value < 10, "initialRange", "above 0, below 10", value);
  }

  private static void require(boolean holds, String name, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": expected " + expected + ", found " + found);
    }
  }
}
