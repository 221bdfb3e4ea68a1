package dev.longctx.api.model;

import dev.longctx.api.internal.Once;
import org.jspecify.annotations.Nullable;

/**
 * How the next token is chosen. The order is that of the common engines: repetition penalty,
 * temperature, top-k, top-p, min-p, then a draw from what is left, renormalised.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param temperature what log-probabilities are divided by; 0 takes the likeliest token (ties go to
 *     the lowest id) and leaves the filters without effect
 * @param topK how many of the likeliest tokens are left; 0 leaves all
 * @param topP the smallest set of likeliest tokens whose probabilities reach this; 1 leaves all
 * @param minP tokens at least this share as likely as the likeliest; 0 leaves all
 * @param repetitionPenalty positive logits of tokens seen in prompt or completion are divided by it
 *     and negative ones multiplied (Keskar et al., CTRL, section 4.1); 1 changes nothing
 */
public record Sampling(
    double temperature, int topK, double topP, double minP, double repetitionPenalty) {

  private static final Sampling GREEDY = builder().build();

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Sampling {
    checkTemperature(temperature);
    checkTopK(topK);
    checkTopP(topP);
    checkMinP(minP);
    checkRepetitionPenalty(repetitionPenalty);
  }

  private static void checkTemperature(double value) {
    require(value >= 0 && value <= 100, "temperature", "0 to 100", value);
  }

  private static void checkTopK(int value) {
    require(value >= 0, "topK", "0 or more", value);
  }

  private static void checkTopP(double value) {
    require(value > 0 && value <= 1, "topP", "above 0, at most 1", value);
  }

  private static void checkMinP(double value) {
    require(value >= 0 && value <= 1, "minP", "0 to 1", value);
  }

  private static void checkRepetitionPenalty(double value) {
    require(value > 0 && value <= 100, "repetitionPenalty", "above 0, at most 100", value);
  }

  private static void require(boolean holds, String name, String expected, Number found) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": expected " + expected + ", found " + found);
    }
  }

  /**
   * Always the likeliest token.
   *
   * @return temperature 0, no filter
   */
  public static Sampling greedy() {
    return GREEDY;
  }

  /**
   * The rollouts of QwenLong-L1 (arXiv 2505.17667, section 3.2).
   *
   * @return temperature 0.7, top-p 0.95
   */
  public static Sampling qwenLongL1() {
    return builder().temperature(0.7).topP(0.95).build();
  }

  /**
   * A builder that starts at {@link #greedy()}.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}, a value outside its range {@link IllegalArgumentException}. Not
   * thread-safe.
   */
  public static final class Builder {

    private @Nullable Double temperature;
    private @Nullable Integer topK;
    private @Nullable Double topP;
    private @Nullable Double minP;
    private @Nullable Double repetitionPenalty;

    private Builder() {}

    /**
     * Gives the temperature; 0 by default.
     *
     * @param value 0 to 100
     * @return this builder
     */
    public Builder temperature(double value) {
      checkTemperature(value);
      temperature = Once.give("temperature", temperature, value);
      return this;
    }

    /**
     * Gives the number of likeliest tokens; all by default.
     *
     * @param value 0 for all
     * @return this builder
     */
    public Builder topK(int value) {
      checkTopK(value);
      topK = Once.give("topK", topK, value);
      return this;
    }

    /**
     * Gives the share of probability; 1 by default.
     *
     * @param value above 0, at most 1
     * @return this builder
     */
    public Builder topP(double value) {
      checkTopP(value);
      topP = Once.give("topP", topP, value);
      return this;
    }

    /**
     * Gives the least share of the likeliest token's probability; 0 by default.
     *
     * @param value 0 to 1
     * @return this builder
     */
    public Builder minP(double value) {
      checkMinP(value);
      minP = Once.give("minP", minP, value);
      return this;
    }

    /**
     * Gives the repetition penalty; 1 by default.
     *
     * @param value above 0, at most 100
     * @return this builder
     */
    public Builder repetitionPenalty(double value) {
      checkRepetitionPenalty(value);
      repetitionPenalty = Once.give("repetitionPenalty", repetitionPenalty, value);
      return this;
    }

    /**
     * The settings as collected so far.
     *
     * @return the sampling
     */
    public Sampling build() {
      return new Sampling(
          Once.or(temperature, 0.0),
          Once.or(topK, 0),
          Once.or(topP, 1.0),
          Once.or(minP, 0.0),
          Once.or(repetitionPenalty, 1.0));
    }
  }
}
