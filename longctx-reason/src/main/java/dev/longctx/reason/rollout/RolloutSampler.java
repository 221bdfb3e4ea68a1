package dev.longctx.reason.rollout;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Sampling;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.internal.policy.Once;
import dev.longctx.reason.internal.rollout.Scoring;
import dev.longctx.reason.reward.Reward;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Samples groups of responses and scores them. A model that runs in this process reads each prompt
 * once a group; any other model will do for evaluation and for building data.
 *
 * <p>Scores are those of a {@link Reward}. Where it throws, the response has no score, which is
 * never the same as wrong. Immutable and thread-safe, as model and reward are. The model stays the
 * caller's, who closes it.
 */
public final class RolloutSampler {

  private final LanguageModel model;
  private final int group;
  private final Sampling sampling;
  private final int maxTokens;
  private final int groupsAtOnce;
  private final boolean logProbs;
  private final Scoring scoring;

  private RolloutSampler(Builder builder) {
    model = Once.needed("model", builder.model);
    group = Once.or(builder.group, 8);
    sampling = Once.or(builder.sampling, Sampling.qwenLongL1());
    maxTokens = Once.needed("maxTokens", builder.maxTokens);
    groupsAtOnce = Once.or(builder.groupsAtOnce, 4);
    logProbs = Once.or(builder.logProbs, true);
    scoring =
        new Scoring(
            Once.needed("reward", builder.rewards),
            Once.or(builder.shaping, tokens -> 0),
            Once.or(builder.rewardExecutor, Runnable::run),
            Once.or(builder.onFailure, (problem, failure) -> {}));
  }

  /**
   * Settings to put together.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * How many responses a problem gets.
   *
   * @return at least 1
   */
  public int group() {
    return group;
  }

  /**
   * How many groups grow together.
   *
   * @return at least 1
   */
  public int groupsAtOnce() {
    return groupsAtOnce;
  }

  /**
   * The length of a problem's prompt as the model reads it.
   *
   * @param problem what would be asked
   * @return tokens with the template, an estimate where the model's tokenizer is out of reach
   */
  public int promptTokens(Problem problem) {
    return model.countTokens(problem.prompt());
  }

  /**
   * Samples and scores.
   *
   * @param problems any number
   * @param seeds one a problem: the same problems and seeds give the same groups, as far as the
   *     model keeps seeds
   * @param cancellation ends the call early from another thread
   * @return one group a problem, in order
   * @throws dev.longctx.api.model.GenerationException if the model fails
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  public List<RolloutGroup> sample(
      List<Problem> problems, long[] seeds, Cancellation cancellation) {
    if (problems.size() != seeds.length) {
      throw new IllegalArgumentException(
          "seeds: expected one a problem, %d, found %d".formatted(problems.size(), seeds.length));
    }
    List<RolloutGroup> groups = new ArrayList<>();
    for (int from = 0; from < seeds.length; from += groupsAtOnce) {
      cancellation.throwIfCancelled();
      int to = Math.min(seeds.length, from + groupsAtOnce);
      List<GenerationRequest> requests = new ArrayList<>();
      for (int i = from; i < to; i++) {
        requests.add(request(problems.get(i), seeds[i]));
      }
      List<Generation> generations = model.generateAll(requests, cancellation);
      groups.addAll(scored(problems.subList(from, to), generations, cancellation));
    }
    return groups;
  }

  private GenerationRequest request(Problem problem, long seed) {
    return GenerationRequest.builder()
        .prompt(problem.prompt())
        .samples(group)
        .sampling(sampling)
        .maxTokens(maxTokens)
        .seed(seed)
        .logProbs(logProbs)
        .build();
  }

  private List<RolloutGroup> scored(
      List<Problem> problems, List<Generation> generations, Cancellation cancellation) {
    List<List<Completion>> completions = generations.stream().map(Generation::completions).toList();
    List<List<Rollout>> rollouts = scoring.score(problems, completions, cancellation);
    List<RolloutGroup> groups = new ArrayList<>();
    for (int i = 0; i < rollouts.size(); i++) {
      int promptTokens = generations.get(i).promptTokens();
      groups.add(new RolloutGroup(problems.get(i), promptTokens, rollouts.get(i)));
    }
    return groups;
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private @Nullable LanguageModel model;
    private @Nullable Function<Problem, Reward> rewards;
    private @Nullable Integer group;
    private @Nullable Sampling sampling;
    private @Nullable Integer maxTokens;
    private @Nullable Integer groupsAtOnce;
    private @Nullable Boolean logProbs;
    private @Nullable IntToDoubleFunction shaping;
    private @Nullable Executor rewardExecutor;
    private @Nullable BiConsumer<Problem, RuntimeException> onFailure;

    private Builder() {}

    /**
     * Gives what responds; needed.
     *
     * @param value local or remote
     * @return this builder
     */
    public Builder model(LanguageModel value) {
      model = Once.give("model", model, Objects.requireNonNull(value, "model"));
      return this;
    }

    /**
     * Gives what scores all responses; needed, unless {@link #rewards} is given.
     *
     * @param value the reward
     * @return this builder
     */
    public Builder reward(Reward value) {
      Objects.requireNonNull(value, "reward");
      return rewards(problem -> value);
    }

    /**
     * Gives what scores the responses to each problem, where problems are of several kinds.
     *
     * @param value the reward of a problem
     * @return this builder
     */
    public Builder rewards(Function<Problem, Reward> value) {
      rewards = Once.give("reward", rewards, Objects.requireNonNull(value, "rewards"));
      return this;
    }

    /**
     * Gives how many responses a problem gets; 8 by default.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder group(int value) {
      group = Once.give("group", group, Once.atLeast(1, "group", value));
      return this;
    }

    /**
     * Gives how responses are sampled; {@link Sampling#qwenLongL1()} by default.
     *
     * @param value the sampling
     * @return this builder
     */
    public Builder sampling(Sampling value) {
      sampling = Once.give("sampling", sampling, Objects.requireNonNull(value, "sampling"));
      return this;
    }

    /**
     * Gives the most tokens of a response; needed.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder maxTokens(int value) {
      maxTokens = Once.give("maxTokens", maxTokens, Once.atLeast(1, "maxTokens", value));
      return this;
    }

    /**
     * Gives how many groups grow together, which bounds memory: the model's cache holds them all. 4
     * by default.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder groupsAtOnce(int value) {
      groupsAtOnce =
          Once.give("groupsAtOnce", groupsAtOnce, Once.atLeast(1, "groupsAtOnce", value));
      return this;
    }

    /**
     * Gives whether responses carry the log-probabilities of their tokens, which training needs and
     * remote models do not tell; true by default.
     *
     * @param value false for models that refuse to tell
     * @return this builder
     */
    public Builder logProbs(boolean value) {
      logProbs = Once.give("logProbs", logProbs, value);
      return this;
    }

    /**
     * Gives what is added to a score to make the reward; nothing by default.
     *
     * @param value of the length of a response in tokens
     * @return this builder
     */
    public Builder shaping(IntToDoubleFunction value) {
      shaping = Once.give("shaping", shaping, Objects.requireNonNull(value, "shaping"));
      return this;
    }

    /**
     * Gives what scores responses, for rewards that wait for a judge; the calling thread by
     * default. As many threads as it has call the reward at once.
     *
     * @param value runs each scoring as a task
     * @return this builder
     */
    public Builder rewardExecutor(Executor value) {
      rewardExecutor =
          Once.give("rewardExecutor", rewardExecutor, Objects.requireNonNull(value, "executor"));
      return this;
    }

    /**
     * Gives what hears of a reward that failed, on the thread that scores; nothing by default.
     *
     * @param value gets the problem and what was thrown
     * @return this builder
     */
    public Builder onFailure(BiConsumer<Problem, RuntimeException> value) {
      onFailure = Once.give("onFailure", onFailure, Objects.requireNonNull(value, "onFailure"));
      return this;
    }

    /**
     * The sampler as set so far.
     *
     * @return the sampler
     * @throws IllegalStateException if model, reward or maxTokens are missing
     */
    public RolloutSampler build() {
      return new RolloutSampler(this);
    }
  }
}
