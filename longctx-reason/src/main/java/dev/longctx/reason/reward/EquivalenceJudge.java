package dev.longctx.reason.reward;

import dev.longctx.api.Cancellation;
import dev.longctx.api.LongctxException;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Sampling;
import dev.longctx.reason.internal.judge.JudgePrompt;
import dev.longctx.reason.internal.judge.VerdictParser;
import dev.longctx.reason.reward.JudgeVerdict.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A language model that is asked whether two answers are equivalent (QwenLong-L1, section 2.3,
 * equation 13). It sees the question and both answers, not the documents, and samples greedily.
 *
 * <p>Texts are untrusted: each stands between marks that occur in none of them, double brackets in
 * them are pulled apart so that none can spell a verdict, and one longer than 4,096 UTF-16 units
 * (the question: 16,384) is cut and says so. Only the last {@code [[YES]]} or {@code [[NO]]} of a
 * reply that the model itself ended counts. Anything else, a reply that ran into its bound
 * included, is no verdict. Nothing is retried: models do that themselves.
 *
 * <p>Thread-safe. The model belongs to the caller, who closes it.
 */
public final class EquivalenceJudge implements Judge {

  private static final int DEFAULT_MAX_TOKENS = 512;

  private final LanguageModel model;
  private final int maxTokens;
  private final @Nullable Duration timeout;
  private final Map<Outcome, LongAdder> counts = new ConcurrentHashMap<>();

  private EquivalenceJudge(Builder builder) {
    model = builder.model;
    maxTokens = builder.maxTokens == null ? DEFAULT_MAX_TOKENS : builder.maxTokens;
    timeout = builder.timeout;
  }

  /**
   * A judge with default settings.
   *
   * @param model compares answers
   * @return the judge
   */
  public static EquivalenceJudge of(LanguageModel model) {
    return builder(model).build();
  }

  /**
   * A builder of a judge.
   *
   * @param model compares answers
   * @return a new builder
   */
  public static Builder builder(LanguageModel model) {
    return new Builder(model);
  }

  @Override
  public JudgeVerdict judge(
      String question, String prediction, String gold, Cancellation cancellation) {
    GenerationRequest request = request(JudgePrompt.of(question, prediction, gold));
    JudgeVerdict verdict = ask(request, cancellation);
    counts.computeIfAbsent(verdict.outcome(), outcome -> new LongAdder()).increment();
    return verdict;
  }

  /**
   * What came of all calls so far.
   *
   * @return the counts; of calls that end meanwhile, some may be in and some not
   */
  public JudgeStats stats() {
    return new JudgeStats(
        count(Outcome.SAME),
        count(Outcome.DIFFERENT),
        count(Outcome.UNREADABLE),
        count(Outcome.FAILED));
  }

  private JudgeVerdict ask(GenerationRequest request, Cancellation cancellation) {
    try {
      Completion reply =
          model.generate(request, cancellation, GenerationListener.NONE).completions().get(0);
      return new JudgeVerdict(VerdictParser.outcome(reply), reply.text());
    } catch (LongctxException e) {
      return new JudgeVerdict(Outcome.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private GenerationRequest request(JudgePrompt prompt) {
    GenerationRequest.Builder request =
        GenerationRequest.builder()
            .prompt(prompt.chat())
            .sampling(Sampling.greedy())
            .maxTokens(maxTokens);
    if (timeout != null) {
      request.timeout(timeout);
    }
    return request.build();
  }

  private long count(Outcome outcome) {
    LongAdder count = counts.get(outcome);
    return count == null ? 0 : count.sum();
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private final LanguageModel model;
    private @Nullable Integer maxTokens;
    private @Nullable Duration timeout;

    private Builder(LanguageModel model) {
      this.model = Objects.requireNonNull(model, "model");
    }

    /**
     * Gives the most tokens of a reply; 512 by default.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder maxTokens(int value) {
      require(value >= 1, "maxTokens: expected at least 1, found " + value);
      once("maxTokens", maxTokens, value);
      maxTokens = value;
      return this;
    }

    /**
     * Gives the time a call may take; unbounded by default. A reply that is not done by then is no
     * verdict.
     *
     * @param value above zero
     * @return this builder
     */
    public Builder timeout(Duration value) {
      require(
          !value.isNegative() && !value.isZero(), "timeout: expected above zero, found " + value);
      once("timeout", timeout, value);
      timeout = value;
      return this;
    }

    /**
     * The judge as described so far.
     *
     * @return the judge
     */
    public EquivalenceJudge build() {
      return new EquivalenceJudge(this);
    }

    private static void require(boolean holds, String message) {
      if (!holds) {
        throw new IllegalArgumentException(message);
      }
    }

    private static void once(String name, @Nullable Object before, Object now) {
      if (before != null) {
        throw new IllegalStateException(
            name + " is set already, found " + before + " and then " + now);
      }
    }
  }
}
