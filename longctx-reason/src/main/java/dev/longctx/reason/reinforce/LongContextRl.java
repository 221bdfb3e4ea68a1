package dev.longctx.reason.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.api.internal.AsyncCall;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.model.Tokenizer;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.WeightTarget;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.CurriculumPlan;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.internal.policy.Once;
import dev.longctx.reason.internal.reinforce.RlRun;
import dev.longctx.reason.internal.reinforce.RlSettings;
import dev.longctx.reason.internal.reinforce.RlSettings.RolloutModel;
import dev.longctx.reason.internal.reinforce.RlSettings.Sizes;
import dev.longctx.reason.internal.reinforce.Room;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.reward.Reward;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reinforcement with growing contexts (QwenLong-L1, arXiv 2505.17667, section 2): a policy learns
 * from groups of its own responses, phase by phase under longer prompts.
 *
 * <p>A step gives the policy's weights to the rollout model, draws a group of responses to each of
 * some problems, scores them, and changes the weights a few times by what sets the better responses
 * of a group apart. Ratios are against the log-probabilities that the rollout model told, which are
 * those before temperature and filters: at temperature 1 without filters they are exactly those of
 * what sampled, and otherwise the policy that is raised is the one before them. How far the two
 * engines differ with the same weights is among the metrics.
 *
 * <p>The same settings, seed and machine give the same run. With checkpoints, a run that was
 * cancelled or killed goes on from the last one as if nothing had happened. Immutable; the policy
 * allows one training at a time. Policy and rollout model stay the caller's, who closes them; a run
 * that has ended without an exception leaves the same weights in both.
 */
public final class LongContextRl {

  private static final long NEVER = Long.MAX_VALUE;

  private final RlSettings settings;

  private LongContextRl(RlSettings settings) {
    this.settings = settings;
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
   * Which problems belong to which phase, and which are too long for all.
   *
   * @return the plan
   */
  public CurriculumPlan plan() {
    return settings.plan();
  }

  /**
   * Trains the policy, from its last checkpoint where there is one.
   *
   * @return what all steps did, those before the checkpoint included, and why they ended
   * @throws dev.longctx.api.training.TrainingException if a number is not finite (the message names
   *     step and problem), a checkpoint is not this run's or cannot be read or written, or the
   *     policy fails; the last checkpoint stays
   * @throws dev.longctx.api.model.GenerationException if the rollout model fails; the last
   *     checkpoint stays
   */
  public RlReport train() {
    return train(new Cancellation());
  }

  /**
   * Trains the policy, from its last checkpoint where there is one.
   *
   * @param cancellation ends the call early from another thread, after a checkpoint of all whole
   *     steps was written; a step that has begun to change the weights is finished before
   * @return as {@link #train()}
   * @throws dev.longctx.api.training.TrainingException as {@link #train()}
   * @throws dev.longctx.api.model.GenerationException as {@link #train()}
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  public RlReport train(Cancellation cancellation) {
    return RlRun.run(settings, cancellation);
  }

  /**
   * Trains on an executor. Cancelling the future, or completing it in another way, stops the work
   * after a checkpoint of all whole steps was written.
   *
   * @param executor runs the training
   * @return the report to come
   * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more calls
   */
  public CompletableFuture<RlReport> trainAsync(Executor executor) {
    return AsyncCall.start(this::train, executor);
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}, a wrong value {@link IllegalArgumentException}. Not thread-safe.
   */
  public static final class Builder {

    private @Nullable TrainablePolicy policy;
    private @Nullable RolloutModel model;
    private @Nullable Function<Problem, Reward> rewards;
    private @Nullable Executor rewardExecutor;
    private @Nullable RlAlgorithm algorithm;
    private @Nullable Curriculum curriculum;
    private @Nullable List<Problem> problems;
    private @Nullable AdamW optimizer;
    private @Nullable Integer group;
    private @Nullable Integer promptsPerStep;
    private @Nullable Integer updatesPerStep;
    private @Nullable Integer microBatch;
    private @Nullable Integer groupsAtOnce;
    private @Nullable Integer maxResponseTokens;
    private @Nullable Sampling sampling;
    private @Nullable UnscoredRule unscoredRule;
    private @Nullable EvaluationSet evaluation;
    private long evaluationEvery = 1;
    private @Nullable Path checkpoints;
    private long checkpointEvery = NEVER;
    private @Nullable RlListener listener;
    private @Nullable Long seed;

    private Builder() {}

    /**
     * Gives the policy that is trained; needed.
     *
     * @param value the policy
     * @return this builder
     */
    public Builder policy(TrainablePolicy value) {
      policy = Once.give("policy", policy, Objects.requireNonNull(value, "policy"));
      return this;
    }

    /**
     * Gives the model that responds with the policy's weights, such as an {@code OnnxCausalLm} that
     * was loaded as trainable; needed.
     *
     * @param value must tell tokens and their log-probabilities
     * @param <M> a model in its three roles
     * @return this builder
     */
    public <M extends LanguageModel & Tokenizer & WeightTarget> Builder rollouts(M value) {
      return rollouts(value, value, value);
    }

    /**
     * Gives the model that responds with the policy's weights, in its three roles.
     *
     * @param responds must tell tokens and their log-probabilities
     * @param tokenizer of the same model
     * @param weightTarget takes the policy's weights for the same model
     * @return this builder
     */
    public Builder rollouts(
        LanguageModel responds, Tokenizer tokenizer, WeightTarget weightTarget) {
      Objects.requireNonNull(responds, "rollouts");
      Objects.requireNonNull(tokenizer, "rollouts, tokenizer");
      Objects.requireNonNull(weightTarget, "rollouts, weightTarget");
      model = Once.give("rollouts", model, new RolloutModel(responds, tokenizer, weightTarget));
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
     * Gives what scores responses, for rewards that wait for a judge; the training thread by
     * default.
     *
     * @param value runs each scoring as a task
     * @return this builder
     */
    public Builder rewardExecutor(Executor value) {
      rewardExecutor =
          Once.give(
              "rewardExecutor", rewardExecutor, Objects.requireNonNull(value, "rewardExecutor"));
      return this;
    }

    /**
     * Gives the algorithm; needed.
     *
     * @param value such as {@link RlAlgorithm#dapo()}
     * @return this builder
     */
    public Builder algorithm(RlAlgorithm value) {
      algorithm = Once.give("algorithm", algorithm, Objects.requireNonNull(value, "algorithm"));
      return this;
    }

    /**
     * Gives the phases; needed.
     *
     * @param value the curriculum
     * @return this builder
     */
    public Builder curriculum(Curriculum value) {
      curriculum = Once.give("curriculum", curriculum, Objects.requireNonNull(value, "curriculum"));
      return this;
    }

    /**
     * Gives what is learned from; needed. Problems whose prompts are longer than the last phase
     * takes are left out, and counted by {@link LongContextRl#plan()}.
     *
     * @param values at least one for each phase
     * @return this builder
     */
    public Builder problems(List<Problem> values) {
      problems = Once.give("problems", problems, List.copyOf(values));
      return this;
    }

    /**
     * Gives the optimiser; needed. Its learning rate's step 0 is this run's first update.
     *
     * @param value the optimiser
     * @return this builder
     */
    public Builder optimizer(AdamW value) {
      optimizer = Once.give("optimizer", optimizer, Objects.requireNonNull(value, "optimizer"));
      return this;
    }

    /**
     * Gives how many responses a problem gets; 8 by default.
     *
     * @param value at least 2
     * @return this builder
     */
    public Builder group(int value) {
      group = Once.give("group", group, Once.atLeast(2, "group", value));
      return this;
    }

    /**
     * Gives how many problems a step learns from; 128 by default.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder promptsPerStep(int value) {
      promptsPerStep =
          Once.give("promptsPerStep", promptsPerStep, Once.atLeast(1, "promptsPerStep", value));
      return this;
    }

    /**
     * Gives how often a step changes the weights, each time by as many of its groups; 4 by default,
     * or fewer where a step has fewer problems.
     *
     * @param value at least 1, at most as many as a step has problems
     * @return this builder
     */
    public Builder updatesPerStep(int value) {
      updatesPerStep =
          Once.give("updatesPerStep", updatesPerStep, Once.atLeast(1, "updatesPerStep", value));
      return this;
    }

    /**
     * Gives how many responses with their prompts are read at once; 1 by default, which needs the
     * least memory. Up to rounding, it changes nothing else.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder microBatch(int value) {
      microBatch = Once.give("microBatch", microBatch, Once.atLeast(1, "microBatch", value));
      return this;
    }

    /**
     * Gives how many groups grow together, which bounds the rollout model's memory; 4 by default.
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
     * Gives the most tokens of a response; needed.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder maxResponseTokens(int value) {
      maxResponseTokens =
          Once.give(
              "maxResponseTokens", maxResponseTokens, Once.atLeast(1, "maxResponseTokens", value));
      return this;
    }

    /**
     * Gives how responses are sampled; {@link Sampling#qwenLongL1()} by default.
     *
     * @param value the sampling; greedy is refused, since its groups never differ
     * @return this builder
     */
    public Builder sampling(Sampling value) {
      if (value.temperature() == 0) {
        throw new IllegalArgumentException(
            "sampling, temperature: expected above 0, found 0, with which all samples are equal");
      }
      sampling = Once.give("sampling", sampling, value);
      return this;
    }

    /**
     * Gives what becomes of responses without a score; {@link UnscoredRule#DROP_GROUP} by default.
     * A run that goes on from a checkpoint may have another rule than before.
     *
     * @param value the rule
     * @return this builder
     */
    public Builder onUnscored(UnscoredRule value) {
      unscoredRule = Once.give("onUnscored", unscoredRule, Objects.requireNonNull(value, "rule"));
      return this;
    }

    /**
     * Gives how the policy is measured: before the first step, at intervals, and at the end of each
     * phase.
     *
     * @param every steps between two evaluations, at least 1
     * @param value what it is measured on
     * @return this builder
     */
    public Builder evaluation(int every, EvaluationSet value) {
      evaluation = Once.give("evaluation", evaluation, Objects.requireNonNull(value, "evaluation"));
      evaluationEvery = Once.atLeast(1, "evaluation, every", every);
      return this;
    }

    /**
     * Gives a folder for checkpoints; none are written by default. Where it holds one, the run goes
     * on from there, and where a run has only begun, from the policy that it began with. One is
     * written at the end of each phase, and when the run ends, pauses or is cancelled.
     *
     * @param directory of this run alone; is made where it is missing
     * @param every steps between two checkpoints, at least 1
     * @return this builder
     */
    public Builder checkpoints(Path directory, int every) {
      checkpoints =
          Once.give("checkpoints", checkpoints, Objects.requireNonNull(directory, "directory"));
      checkpointEvery = Once.atLeast(1, "checkpoints, every", every);
      return this;
    }

    /**
     * Gives what follows along; nothing by default.
     *
     * @param value the listener
     * @return this builder
     */
    public Builder listener(RlListener value) {
      listener = Once.give("listener", listener, Objects.requireNonNull(value, "listener"));
      return this;
    }

    /**
     * Gives what all chance follows from; 0 by default.
     *
     * @param value any value
     * @return this builder
     */
    public Builder seed(long value) {
      seed = Once.give("seed", seed, value);
      return this;
    }

    /**
     * The run as set so far. Counts the tokens of all prompts.
     *
     * @return the run
     * @throws IllegalStateException if a needed setting is missing
     * @throws IllegalArgumentException if a phase has no problem, prompt and response together are
     *     longer than policy or model read, or a problem of the evaluation lies in none of its
     *     buckets
     */
    public LongContextRl build() {
      RolloutModel responds = Once.needed("rollouts", model);
      Sizes sizes = sizes();
      Curriculum phases = Once.needed("curriculum", curriculum);
      TrainablePolicy trained = Once.needed("policy", policy);
      ToIntFunction<Problem> promptTokens =
          problem -> responds.model().countTokens(problem.prompt());
      Room room =
          new Room(
              trained.maxTokens(),
              responds.model().maxTokens().orElse(Integer.MAX_VALUE),
              sizes.maxResponseTokens());
      room.require(phases.longestPrompt());
      if (evaluation != null) {
        room.require(evaluation, promptTokens);
      }
      CurriculumPlan plan =
          CurriculumPlan.of(phases, Once.needed("problems", problems), promptTokens);
      return new LongContextRl(
          new RlSettings(
              trained,
              responds,
              Once.needed("reward", rewards),
              Once.or(rewardExecutor, Runnable::run),
              Once.needed("algorithm", algorithm),
              plan,
              Once.needed("optimizer", optimizer),
              sizes,
              Once.or(sampling, Sampling.qwenLongL1()),
              Once.or(unscoredRule, UnscoredRule.DROP_GROUP),
              evaluation,
              evaluationEvery,
              checkpoints,
              checkpointEvery,
              Once.or(listener, RlListener.NONE),
              Once.or(seed, 0L)));
    }

    private Sizes sizes() {
      int prompts = Once.or(promptsPerStep, 128);
      int updates = Once.or(updatesPerStep, Math.min(4, prompts));
      if (updates > prompts) {
        throw new IllegalArgumentException(
            "updatesPerStep: expected at most %d, the problems of a step, found %d"
                .formatted(prompts, updates));
      }
      return new Sizes(
          Once.or(group, 8),
          prompts,
          updates,
          Once.or(microBatch, 1),
          Once.or(groupsAtOnce, 4),
          Once.needed("maxResponseTokens", maxResponseTokens));
    }
  }
}
