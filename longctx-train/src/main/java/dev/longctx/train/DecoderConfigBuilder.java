package dev.longctx.train;

import dev.longctx.train.DecoderConfig.Family;
import dev.longctx.train.internal.policy.Once;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects a decoder's sizes, each of which may be given once: a second call throws {@link
 * IllegalStateException}. Not thread-safe.
 */
public final class DecoderConfigBuilder {

  private @Nullable Family family;
  private @Nullable Integer vocabulary;
  private @Nullable Integer hidden;
  private @Nullable Integer layers;
  private @Nullable Integer heads;
  private @Nullable Integer keyValueHeads;
  private @Nullable Integer headSize;
  private @Nullable Integer intermediate;
  private @Nullable Double rmsNormEpsilon;
  private @Nullable Double ropeTheta;
  private @Nullable RopeScaling ropeScaling;
  private @Nullable Boolean tiedEmbeddings;
  private @Nullable Boolean attentionBias;
  private @Nullable Integer maxPositions;
  private @Nullable Double initialRange;

  DecoderConfigBuilder() {}

  /**
   * Gives how the layers are built; needed.
   *
   * @param value the family
   * @return this builder
   */
  public DecoderConfigBuilder family(Family value) {
    family = Once.give("family", family, Objects.requireNonNull(value, "family"));
    return this;
  }

  /**
   * Gives the number of tokens; needed.
   *
   * @param value 1 to 2^28
   * @return this builder
   */
  public DecoderConfigBuilder vocabulary(int value) {
    DecoderConfig.requireSize("vocabulary", value);
    vocabulary = Once.give("vocabulary", vocabulary, value);
    return this;
  }

  /**
   * Gives the size of a token's state; needed.
   *
   * @param value 1 to 2^28
   * @return this builder
   */
  public DecoderConfigBuilder hidden(int value) {
    DecoderConfig.requireSize("hidden", value);
    hidden = Once.give("hidden", hidden, value);
    return this;
  }

  /**
   * Gives the number of layers; needed.
   *
   * @param value 1 to 4096
   * @return this builder
   */
  public DecoderConfigBuilder layers(int value) {
    DecoderConfig.requireLayers(value);
    layers = Once.give("layers", layers, value);
    return this;
  }

  /**
   * Gives the query heads; needed.
   *
   * @param value 1 to 2^28
   * @return this builder
   */
  public DecoderConfigBuilder heads(int value) {
    DecoderConfig.requireSize("heads", value);
    heads = Once.give("heads", heads, value);
    return this;
  }

  /**
   * Gives the key and value heads; as many as query heads by default.
   *
   * @param value 1 to 2^28
   * @return this builder
   */
  public DecoderConfigBuilder keyValueHeads(int value) {
    DecoderConfig.requireSize("keyValueHeads", value);
    keyValueHeads = Once.give("keyValueHeads", keyValueHeads, value);
    return this;
  }

  /**
   * Gives the size of a head; by default the state's size by the number of heads.
   *
   * @param value 1 to 2^28
   * @return this builder
   */
  public DecoderConfigBuilder headSize(int value) {
    DecoderConfig.requireSize("headSize", value);
    headSize = Once.give("headSize", headSize, value);
    return this;
  }

  /**
   * Gives the size of a feed-forward state; needed.
   *
   * @param value 1 to 2^28
   * @return this builder
   */
  public DecoderConfigBuilder intermediate(int value) {
    DecoderConfig.requireSize("intermediate", value);
    intermediate = Once.give("intermediate", intermediate, value);
    return this;
  }

  /**
   * Gives what is added to mean squares; 1e-6 by default.
   *
   * @param value above 0, below 1
   * @return this builder
   */
  public DecoderConfigBuilder rmsNormEpsilon(double value) {
    DecoderConfig.requireEpsilon(value);
    rmsNormEpsilon = Once.give("rmsNormEpsilon", rmsNormEpsilon, value);
    return this;
  }

  /**
   * Gives the base of rotary positions; 10,000 by default.
   *
   * @param value above 1
   * @return this builder
   */
  public DecoderConfigBuilder ropeTheta(double value) {
    DecoderConfig.requireTheta(value);
    ropeTheta = Once.give("ropeTheta", ropeTheta, value);
    return this;
  }

  /**
   * Gives how rotary positions are stretched; not at all by default.
   *
   * @param value the rule
   * @return this builder
   */
  public DecoderConfigBuilder ropeScaling(RopeScaling value) {
    ropeScaling =
        Once.give("ropeScaling", ropeScaling, Objects.requireNonNull(value, "ropeScaling"));
    return this;
  }

  /**
   * Gives whether the embedding is the head, too; not by default.
   *
   * @param value true or false
   * @return this builder
   */
  public DecoderConfigBuilder tiedEmbeddings(boolean value) {
    tiedEmbeddings = Once.give("tiedEmbeddings", tiedEmbeddings, value);
    return this;
  }

  /**
   * Gives whether queries, keys, values and attention's output have biases; not by default.
   *
   * @param value true or false
   * @return this builder
   */
  public DecoderConfigBuilder attentionBias(boolean value) {
    attentionBias = Once.give("attentionBias", attentionBias, value);
    return this;
  }

  /**
   * Gives the most tokens of a sequence; needed.
   *
   * @param value 1 to 2^28
   * @return this builder
   */
  public DecoderConfigBuilder maxPositions(int value) {
    DecoderConfig.requireSize("maxPositions", value);
    maxPositions = Once.give("maxPositions", maxPositions, value);
    return this;
  }

  /**
   * Gives the standard deviation of random weights; 0.02 by default.
   *
   * @param value above 0, below 10
   * @return this builder
   */
  public DecoderConfigBuilder initialRange(double value) {
    DecoderConfig.requireRange(value);
    initialRange = Once.give("initialRange", initialRange, value);
    return this;
  }

  /**
   * The sizes as given so far.
   *
   * @return the configuration
   * @throws IllegalStateException if one that is needed is missing
   * @throws IllegalArgumentException if they do not fit together
   */
  public DecoderConfig build() {
    int states = needed("hidden", hidden);
    int queries = needed("heads", heads);
    return new DecoderConfig(
        needed("family", family),
        needed("vocabulary", vocabulary),
        states,
        needed("layers", layers),
        queries,
        Once.or(keyValueHeads, queries),
        Once.or(headSize, Math.max(1, states / queries)),
        needed("intermediate", intermediate),
        Once.or(rmsNormEpsilon, 1e-6),
        Once.or(ropeTheta, 10_000.0),
        Once.or(ropeScaling, new RopeScaling.None()),
        Once.or(tiedEmbeddings, false),
        Once.or(attentionBias, false),
        needed("maxPositions", maxPositions),
        Once.or(initialRange, 0.02));
  }

  private static <T> T needed(String name, @Nullable T given) {
    if (given == null) {
      throw new IllegalStateException(name + ": expected one, found none");
    }
    return given;
  }
}
