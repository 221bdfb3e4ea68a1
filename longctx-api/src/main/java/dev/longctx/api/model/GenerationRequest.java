package dev.longctx.api.model;

import dev.longctx.api.internal.Once;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked to generate. Immutable and thread-safe.
 *
 * <p>Tokens are those of the model that serves the request.
 */
public final class GenerationRequest {

  private static final int DEFAULT_MAX_TOKENS = 1024;
  private static final int MAX_STOP_TEXT = 1_000;

  private final Prompt prompt;
  private final Sampling sampling;
  private final int samples;
  private final int maxTokens;
  private final List<String> stopTexts;
  private final List<Integer> stopTokens;
  private final @Nullable Long seed;
  private final @Nullable Duration timeout;
  private final boolean logProbs;

  private GenerationRequest(Builder builder) {
    prompt = builder.requiredPrompt();
    sampling = Once.or(builder.sampling, Sampling.greedy());
    samples = Once.or(builder.samples, 1);
    maxTokens = Once.or(builder.maxTokens, DEFAULT_MAX_TOKENS);
    stopTexts = Once.or(builder.stopTexts, List.of());
    stopTokens = Once.or(builder.stopTokens, List.of());
    seed = builder.seed;
    timeout = builder.timeout;
    logProbs = Once.or(builder.logProbs, false);
  }

  /**
   * A builder without a prompt.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * What the model continues.
   *
   * @return the prompt
   */
  public Prompt prompt() {
    return prompt;
  }

  /**
   * How tokens are chosen.
   *
   * @return the sampling; greedy by default
   */
  public Sampling sampling() {
    return sampling;
  }

  /**
   * How many completions are drawn.
   *
   * @return the count, at least 1
   */
  public int samples() {
    return samples;
  }

  /**
   * The most tokens of one completion.
   *
   * @return the count; 0 gives empty completions
   */
  public int maxTokens() {
    return maxTokens;
  }

  /**
   * Texts that end a completion and are not part of it.
   *
   * @return the texts, none of them empty
   */
  public List<String> stopTexts() {
    return stopTexts;
  }

  /**
   * Tokens that end a completion besides the model's own, and are not part of its text.
   *
   * @return ids of the model's vocabulary
   */
  public List<Integer> stopTokens() {
    return stopTokens;
  }

  /**
   * What chance begins with.
   *
   * @return the seed, or empty where each call may draw its own
   */
  public OptionalLong seed() {
    return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
  }

  /**
   * The time a call may take; what is there by then is the result.
   *
   * @return the bound, or empty
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * Whether completions carry the log-probability of each token.
   *
   * @return false by default
   */
  public boolean logProbs() {
    return logProbs;
  }

  /** The request without its texts, which may be private. */
  @Override
  public String toString() {
    return "GenerationRequest[samples=%d, maxTokens=%d, %s]"
        .formatted(samples, maxTokens, sampling);
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private @Nullable Prompt prompt;
    private @Nullable Sampling sampling;
    private @Nullable Integer samples;
    private @Nullable Integer maxTokens;
    private @Nullable List<String> stopTexts;
    private @Nullable List<Integer> stopTokens;
    private @Nullable Long seed;
    private @Nullable Duration timeout;
    private @Nullable Boolean logProbs;

    private Builder() {}

    /**
     * Gives what the model continues; needed.
     *
     * @param value the prompt
     * @return this builder
     */
    public Builder prompt(Prompt value) {
      prompt = Once.give("prompt", prompt, Objects.requireNonNull(value, "prompt"));
      return this;
    }

    /**
     * Gives how tokens are chosen; greedily by default.
     *
     * @param value the sampling
     * @return this builder
     */
    public Builder sampling(Sampling value) {
      sampling = Once.give("sampling", sampling, Objects.requireNonNull(value, "sampling"));
      return this;
    }

    /**
     * Gives the number of completions; 1 by default. A local model reads the prompt once for all.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder samples(int value) {
      require(value >= 1, "samples: expected at least 1, found " + value);
      samples = Once.give("samples", samples, value);
      return this;
    }

    /**
     * Gives the most tokens of one completion; 1,024 by default.
     *
     * @param value 0 or more
     * @return this builder
     */
    public Builder maxTokens(int value) {
      require(value >= 0, "maxTokens: expected 0 or more, found " + value);
      maxTokens = Once.give("maxTokens", maxTokens, value);
      return this;
    }

    /**
     * Gives texts that end a completion; none by default.
     *
     * @param values texts of 1 to 1,000 UTF-16 code units
     * @return this builder
     */
    public Builder stopTexts(String... values) {
      List<String> texts = List.of(values);
      require(texts.stream().noneMatch(String::isEmpty), "stopTexts: expected texts, found \"\"");
      require(
          texts.stream().allMatch(text -> text.length() <= MAX_STOP_TEXT),
          "stopTexts: expected at most " + MAX_STOP_TEXT + " characters each, found more");
      stopTexts = Once.give("stopTexts", stopTexts, texts);
      return this;
    }

    /**
     * Gives tokens that end a completion; only the model's own by default.
     *
     * @param values ids of the model's vocabulary
     * @return this builder
     */
    public Builder stopTokens(Integer... values) {
      List<Integer> ids = List.of(values);
      require(ids.stream().allMatch(id -> id >= 0), "stopTokens: expected ids, found " + ids);
      stopTokens = Once.give("stopTokens", stopTokens, ids);
      return this;
    }

    /**
     * Gives what chance begins with: the same seed, model and request give the same text.
     *
     * @param value any value
     * @return this builder
     */
    public Builder seed(long value) {
      seed = Once.give("seed", seed, value);
      return this;
    }

    /**
     * Gives the time a call may take; unbounded by default.
     *
     * @param value above zero
     * @return this builder
     */
    public Builder timeout(Duration value) {
      require(
          !value.isNegative() && !value.isZero(), "timeout: expected above zero, found " + value);
      timeout = Once.give("timeout", timeout, value);
      return this;
    }

    /**
     * Asks for the log-probability of each token; off by default.
     *
     * @param value true to ask
     * @return this builder
     */
    public Builder logProbs(boolean value) {
      logProbs = Once.give("logProbs", logProbs, value);
      return this;
    }

    /**
     * The request as collected so far.
     *
     * @return the request
     * @throws IllegalStateException if the prompt is missing
     */
    public GenerationRequest build() {
      return new GenerationRequest(this);
    }

    private Prompt requiredPrompt() {
      Prompt given = prompt;
      if (given == null) {
        throw new IllegalStateException("prompt: expected one, found none");
      }
      return given;
    }

    private static void require(boolean holds, String message) {
      if (!holds) {
        throw new IllegalArgumentException(message);
      }
    }
  }
}
