package dev.longctx.align;

import dev.longctx.align.data.ContextLength;
import dev.longctx.align.data.TokenTriple;
import dev.longctx.align.internal.Once;
import dev.longctx.align.internal.train.ListBatches;
import dev.longctx.align.internal.train.LoopSettings;
import dev.longctx.align.internal.train.TrainingLoop;
import dev.longctx.align.internal.train.TripleTask;
import dev.longctx.align.objective.PreferenceObjective;
import dev.longctx.align.objective.ShortToLong;
import dev.longctx.api.Cancellation;
import dev.longctx.api.internal.AsyncCall;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Short-to-long preference optimisation (SoLoPO, arXiv 2505.11166, section 3): a policy learns from
 * preferences under short contexts, and to hold the better response worth as much under the long
 * one.
 *
 * <p>The short pair and the long context are separate passes, so memory holds one long sequence an
 * example, and not two as when preferences are learned under long contexts or both responses are
 * aligned. Where the loss has a reference, that is the policy as it is when the training begins;
 * its log-probabilities are computed once. Immutable; the policy allows one training at a time.
 */
public final class SoLoPo {

  private final ShortToLong loss;
  private final List<TokenTriple> triples;
  private final @Nullable Integer batch;
  private final @Nullable Integer epochs;
  private final @Nullable Long steps;
  private final LoopSettings loop;

  private SoLoPo(Builder builder) {
    loss = builder.neededLoss();
    triples = Once.needed("triples", builder.triples);
    batch = builder.givenBatch();
    epochs = builder.givenEpochs();
    steps = builder.givenSteps();
    loop = builder.loop(batches(builder.seedOrDefault()).steps());
    triples.forEach(
        triple ->
            builder.requireFits(
                triple.id(),
                Math.max(triple.longest(ContextLength.SHORT), triple.longest(ContextLength.LONG))));
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
  public AlignmentReport align() {
    return align(new Cancellation());
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
  public AlignmentReport align(Cancellation cancellation) {
    return TrainingLoop.run(
        loop, new TripleTask(loss, triples, batches(loop.seed())), cancellation);
  }

  /**
   * Trains on an executor. Cancelling the future, or completing it in another way, stops the work
   * after a checkpoint of all whole steps was written.
   *
   * @param executor runs the training
   * @return the report to come
   * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more calls
   */
  public CompletableFuture<AlignmentReport> alignAsync(Executor executor) {
    return AsyncCall.start(this::align, executor);
  }

  private ListBatches batches(long seed) {
    return new ListBatches(triples.size(), batch, epochs, steps, seed);
  }

  /** Collects settings, each of which may be given once. Not thread-safe. */
  public static final class Builder extends TrainingBuilder<Builder> {

    private @Nullable ShortToLong loss;
    private @Nullable PreferenceObjective objective;
    private @Nullable Double alignmentWeight;
    private @Nullable List<TokenTriple> triples;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Gives the preference objective; needed, unless the whole loss is given.
     *
     * @param value the objective
     * @return this builder
     * @throws IllegalStateException if the loss is given
     */
    public Builder objective(PreferenceObjective value) {
      requireNoLoss("objective");
      objective = Once.give("objective", objective, Objects.requireNonNull(value, "objective"));
      return this;
    }

    /**
     * Gives the weight of the distance of rewards, the paper's alpha; 1 by default.
     *
     * @param value from 0
     * @return this builder
     * @throws IllegalStateException if the loss is given
     */
    public Builder alignmentWeight(double value) {
      requireNoLoss("alignmentWeight");
      alignmentWeight =
          Once.give("alignmentWeight", alignmentWeight, Once.notNegative("alignmentWeight", value));
      return this;
    }

    /**
     * Gives the whole loss, in place of objective and weight.
     *
     * @param value the loss
     * @return this builder
     * @throws IllegalStateException if objective or weight are given
     */
    public Builder loss(ShortToLong value) {
      if (objective != null || alignmentWeight != null) {
        throw new IllegalStateException(
            "loss: expected it or objective and alignmentWeight, found both");
      }
      loss = Once.give("loss", loss, Objects.requireNonNull(value, "loss"));
      return this;
    }

    /**
     * Gives what is learned from; needed.
     *
     * @param values at least one; together with their responses as long as the policy reads
     * @return this builder
     */
    public Builder triples(List<TokenTriple> values) {
      List<TokenTriple> copy = List.copyOf(values);
      Once.atLeast(1, "triples", copy.size());
      triples = Once.give("triples", triples, copy);
      return this;
    }

    private void requireNoLoss(String name) {
      if (loss != null) {
        throw new IllegalStateException(name + ": expected it or loss, found both");
      }
    }

    private ShortToLong neededLoss() {
      if (loss != null) {
        return loss;
      }
      return ShortToLong.builder()
          .objective(Once.needed("objective", objective))
          .alignmentWeight(Once.or(alignmentWeight, 1.0))
          .build();
    }

    /**
     * The training as set so far.
     *
     * @return the training
     * @throws IllegalStateException if policy, optimiser, triples, or objective and loss are
     *     missing
     * @throws IllegalArgumentException if a triple is too long for the policy
     */
    public SoLoPo build() {
      return new SoLoPo(this);
    }
  }
}
