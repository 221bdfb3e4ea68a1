package dev.longctx.align;

import dev.longctx.align.data.SupervisedExample;
import dev.longctx.align.internal.Once;
import dev.longctx.align.internal.train.ListBatches;
import dev.longctx.align.internal.train.LoopSettings;
import dev.longctx.align.internal.train.SupervisedTask;
import dev.longctx.align.internal.train.Task;
import dev.longctx.align.internal.train.TrainingLoop;
import dev.longctx.align.objective.Sft;
import dev.longctx.api.Cancellation;
import dev.longctx.api.internal.AsyncCall;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Supervised fine-tuning: a policy learns given responses, or given tokens of sequences, from a
 * list or from batches that a function makes. Immutable; the policy allows one training at a time.
 */
public final class SupervisedTraining {

  private final Sft objective;
  private final @Nullable List<SupervisedExample> examples;
  private final @Nullable LongFunction<List<SupervisedExample>> batches;
  private final @Nullable Integer batch;
  private final @Nullable Integer epochs;
  private final @Nullable Long steps;
  private final LoopSettings loop;

  private SupervisedTraining(Builder builder) {
    objective = Once.or(builder.objective, Sft.PER_TOKEN);
    examples = builder.examples;
    batches = builder.batches;
    batch = builder.givenBatch();
    epochs = builder.givenEpochs();
    steps = builder.givenSteps();
    loop = builder.loop(allSteps(builder.seedOrDefault()));
    if (examples != null) {
      examples.forEach(example -> builder.requireFits(example.id(), example.size()));
    }
  }

  private long allSteps(long seed) {
    if (examples != null) {
      return listBatches(examples, seed).steps();
    }
    Once.needed("examples or batches", batches);
    if (batch != null || epochs != null) {
      throw new IllegalStateException(
          "batches: expected steps alone beside them, found batch or epochs");
    }
    return Once.needed("steps", steps);
  }

  private ListBatches listBatches(List<SupervisedExample> list, long seed) {
    return new ListBatches(list.size(), batch, epochs, steps, seed);
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
   * @return what all steps did, those before the checkpoint included; without rewards
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
   * @return what all steps did, those before the checkpoint included; without rewards
   * @throws dev.longctx.api.training.TrainingException if a number is not finite (the message names
   *     the example), a checkpoint is not this training's or cannot be read or written, or the
   *     policy fails; the last checkpoint stays
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  public AlignmentReport train(Cancellation cancellation) {
    return TrainingLoop.run(loop, task(), cancellation);
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

  private Task task() {
    return examples != null
        ? SupervisedTask.of(objective, examples, listBatches(examples, loop.seed()))
        : SupervisedTask.of(objective, Once.needed("batches", batches));
  }

  /** Collects settings, each of which may be given once. Not thread-safe. */
  public static final class Builder extends TrainingBuilder<Builder> {

    private @Nullable Sft objective;
    private @Nullable List<SupervisedExample> examples;
    private @Nullable LongFunction<List<SupervisedExample>> batches;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Gives what a batch's loss is the mean over; tokens by default.
     *
     * @param value the loss
     * @return this builder
     */
    public Builder objective(Sft value) {
      objective = Once.give("objective", objective, Objects.requireNonNull(value, "objective"));
      return this;
    }

    /**
     * Gives what is learned from; needed, unless batches are given.
     *
     * @param values at least one
     * @return this builder
     * @throws IllegalStateException if batches are given
     */
    public Builder examples(List<SupervisedExample> values) {
      requireFree("examples", batches);
      List<SupervisedExample> copy = List.copyOf(values);
      Once.atLeast(1, "examples", copy.size());
      examples = Once.give("examples", examples, copy);
      return this;
    }

    /**
     * Gives a function that makes the batch of each step, in place of examples. The number of steps
     * is needed then; batch and epochs have no meaning.
     *
     * @param value from the number of steps before to a batch of at least one example; gives the
     *     same for the same number, so that a training can be continued, and may be asked for a
     *     batch more than once
     * @return this builder
     * @throws IllegalStateException if examples are given
     */
    public Builder batches(LongFunction<List<SupervisedExample>> value) {
      requireFree("batches", examples);
      batches = Once.give("batches", batches, Objects.requireNonNull(value, "batches"));
      return this;
    }

    private static void requireFree(String name, @Nullable Object other) {
      if (other != null) {
        throw new IllegalStateException(name + ": expected examples or batches, found both");
      }
    }

    /**
     * The training as set so far.
     *
     * @return the training
     * @throws IllegalStateException if policy, optimiser, examples or batches, or the steps of
     *     batches are missing
     * @throws IllegalArgumentException if an example is too long for the policy
     */
    public SupervisedTraining build() {
      return new SupervisedTraining(this);
    }
  }
}
