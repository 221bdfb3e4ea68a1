package dev.longctx.align;

import dev.longctx.align.data.ContextLength;
import dev.longctx.align.data.PreferencePair;
import dev.longctx.align.data.TokenTriple;
import dev.longctx.align.internal.Once;
import dev.longctx.align.internal.train.ListBatches;
import dev.longctx.align.internal.train.LoopSettings;
import dev.longctx.align.internal.train.PairTask;
import dev.longctx.align.internal.train.TrainingLoop;
import dev.longctx.align.objective.PreferenceObjective;
import dev.longctx.api.Cancellation;
import dev.longctx.api.internal.AsyncCall;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Preference optimisation under one context: a policy learns from pairs of a better and a worse
 * response to the same prompt. What {@link SoLoPo} is compared with.
 *
 * <p>A pair is one pass. Where the objective has a reference, that is the policy as it is when the
 * training begins; its log-probabilities are computed once. Immutable; the policy allows one
 * training at a time.
 */
public final class PreferenceTraining {

  private final PreferenceObjective objective;
  private final List<PreferencePair> pairs;
  private final @Nullable Integer batch;
  private final @Nullable Integer epochs;
  private final @Nullable Long steps;
  private final LoopSettings loop;

  private PreferenceTraining(Builder builder) {
    objective = Once.needed("objective", builder.objective);
    pairs = Once.needed("pairs", builder.pairs);
    batch = builder.givenBatch();
    epochs = builder.givenEpochs();
    steps = builder.givenSteps();
    loop = builder.loop(batches(builder.seedOrDefault()).steps());
    pairs.forEach(pair -> builder.requireFits(pair.id(), pair.longest()));
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
   * Trains the policy, from its last checkpoint where there is one.
   *
   * @return what all steps did, those before the checkpoint included
   * @throws dev.longctx.api.training.TrainingException if a number is not finite (the message names
   *     the example), a checkpoint is not this training's or cannot be read or written, or the
   *     policy fails; the last checkpoint stays
   */
  public AlignmentReport train() {
    return train(new Cancellation());
  }

  /**
   * Trains the policy, from its last checkpoint where there is one.
   *
   * @param cancellation ends the call early from another thread, after a checkpoint of all whole
   *     steps was written
   * @return what all steps did, those before the checkpoint included
   * @throws dev.longctx.api.training.TrainingException if a number is not finite (the message names
   *     the example), a checkpoint is not this training's or cannot be read or written, or the
   *     policy fails; the last checkpoint stays
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  public AlignmentReport train(Cancellation cancellation) {
    return TrainingLoop.run(
        loop, new PairTask(objective, pairs, batches(loop.seed())), cancellation);
  }

  /**
   * Trains on an executor. Cancelling the future, or completing it in another way, stops the work
   * after a checkpoint of all whole steps was written.
   *
   * @param executor runs the training
   * @return the report to come
   * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more calls
   */
  public CompletableFuture<AlignmentReport> trainAsync(Executor executor) {
    return AsyncCall.start(this::train, executor);
  }

  private ListBatches batches(long seed) {
    return new ListBatches(pairs.size(), batch, epochs, steps, seed);
  }

  /** Collects settings, each of which may be given once. Not thread-safe. */
  public static final class Builder extends TrainingBuilder<Builder> {

    private @Nullable PreferenceObjective objective;
    private @Nullable List<PreferencePair> pairs;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Gives the objective; needed.
     *
     * @param value the objective
     * @return this builder
     */
    public Builder objective(PreferenceObjective value) {
      objective = Once.give("objective", objective, Objects.requireNonNull(value, "objective"));
      return this;
    }

    /**
     * Gives what is learned from; needed.
     *
     * @param values at least one; together with their responses as long as the policy reads
     * @return this builder
     */
    public Builder pairs(List<PreferencePair> values) {
      List<PreferencePair> copy = List.copyOf(values);
      Once.atLeast(1, "pairs", copy.size());
      pairs = Once.give("pairs", pairs, copy);
      return this;
    }

    /**
     * Gives triples to learn from under one of their contexts, in place of pairs.
     *
     * @param values at least one
     * @param context which context
     * @return this builder
     */
    public Builder triples(List<TokenTriple> values, ContextLength context) {
      Objects.requireNonNull(context, "context");
      return pairs(values.stream().map(triple -> PreferencePair.of(triple, context)).toList());
    }

    /**
     * The training as set so far.
     *
     * @return the training
     * @throws IllegalStateException if policy, optimiser, objective or pairs are missing
     * @throws IllegalArgumentException if a pair is too long for the policy
     */
    public PreferenceTraining build() {
      return new PreferenceTraining(this);
    }
  }
}
