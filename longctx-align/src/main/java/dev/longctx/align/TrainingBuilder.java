package dev.longctx.align;

import dev.longctx.align.internal.Once;
import dev.longctx.align.internal.train.LoopSettings;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.TrainablePolicy;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings that all trainings share, each of which may be given once: a second call
 * throws {@link IllegalStateException}, a wrong value {@link IllegalArgumentException}. Not
 * thread-safe.
 *
 * @param <B> the builder that is returned
 */
public abstract sealed class TrainingBuilder<B extends TrainingBuilder<B>>
    permits SoLoPo.Builder, PreferenceTraining.Builder, SupervisedTraining.Builder {

  private static final long CHECKPOINT_NEVER = Long.MAX_VALUE;
  private static final long MOST_STEPS = Integer.MAX_VALUE;

  private @Nullable TrainablePolicy policy;
  private @Nullable AdamW optimizer;
  private @Nullable Integer batch;
  private @Nullable Integer microBatch;
  private @Nullable Integer epochs;
  private @Nullable Long steps;
  private @Nullable Long seed;
  private @Nullable Path checkpoints;
  private long checkpointEvery = CHECKPOINT_NEVER;
  private @Nullable PolicyEvaluation evaluation;
  private long evaluationEvery = 1;
  private @Nullable EarlyStop earlyStop;
  private @Nullable TrainingListener listener;

  TrainingBuilder() {}

  abstract B self();

  /**
   * Gives the policy that is trained; needed.
   *
   * @param value the policy, which stays the caller's to close
   * @return this builder
   */
  public B policy(TrainablePolicy value) {
    policy = Once.give("policy", policy, Objects.requireNonNull(value, "policy"));
    return self();
  }

  /**
   * Gives the optimiser; needed. Its learning rate's step 0 is the first of this training, also for
   * a policy that was trained before. The moments of such a policy go on; where they should not, it
   * is saved and opened anew.
   *
   * @param value the optimiser
   * @return this builder
   */
  public B optimizer(AdamW value) {
    optimizer = Once.give("optimizer", optimizer, Objects.requireNonNull(value, "optimizer"));
    return self();
  }

  /**
   * Gives how many examples one step learns from; 8 by default.
   *
   * @param value at least 1
   * @return this builder
   */
  public B batch(int value) {
    batch = Once.give("batch", batch, Once.atLeast(1, "batch", value));
    return self();
  }

  /**
   * Gives how many examples are read at once; 1 by default, which needs the least memory. Up to
   * rounding, it changes nothing else.
   *
   * @param value at least 1
   * @return this builder
   */
  public B microBatch(int value) {
    microBatch = Once.give("microBatch", microBatch, Once.atLeast(1, "microBatch", value));
    return self();
  }

  /**
   * Gives how often each example is read; once by default.
   *
   * @param value at least 1
   * @return this builder
   * @throws IllegalStateException if steps are given
   */
  public B epochs(int value) {
    requireFree("epochs", "steps", steps);
    epochs = Once.give("epochs", epochs, Once.atLeast(1, "epochs", value));
    return self();
  }

  /**
   * Gives the number of steps, in place of epochs.
   *
   * @param value from 1 to 2^31 - 1
   * @return this builder
   * @throws IllegalStateException if epochs are given
   */
  public B steps(long value) {
    requireFree("steps", "epochs", epochs);
    if (value < 1 || value > MOST_STEPS) {
      throw new IllegalArgumentException(
          "steps: expected 1 to %d, found %d".formatted(MOST_STEPS, value));
    }
    steps = Once.give("steps", steps, value);
    return self();
  }

  /**
   * Gives what the order of examples follows from; 0 by default.
   *
   * @param value any value
   * @return this builder
   */
  public B seed(long value) {
    seed = Once.give("seed", seed, value);
    return self();
  }

  /**
   * Gives a folder for checkpoints; none are written by default. Where it holds one, the training
   * goes on from there, as if it had not been interrupted. One is written at the end, and when the
   * training is cancelled.
   *
   * @param directory of this training alone; is made where it is missing
   * @param every steps between two checkpoints, at least 1
   * @return this builder
   */
  public B checkpoints(Path directory, int every) {
    checkpoints =
        Once.give("checkpoints", checkpoints, Objects.requireNonNull(directory, "directory"));
    checkpointEvery = Once.atLeast(1, "checkpoints, every", every);
    return self();
  }

  /**
   * Gives how the policy is measured: before the first step, at intervals, and at the end.
   *
   * @param every steps between two evaluations, at least 1
   * @param value the measurement
   * @return this builder
   */
  public B evaluation(int every, PolicyEvaluation value) {
    evaluation = Once.give("evaluation", evaluation, Objects.requireNonNull(value, "evaluation"));
    evaluationEvery = Once.atLeast(1, "evaluation, every", every);
    return self();
  }

  /**
   * Gives when to end before all steps are done; never by default. Asked after each step.
   *
   * @param value the rule
   * @return this builder
   */
  public B earlyStop(EarlyStop value) {
    earlyStop = Once.give("earlyStop", earlyStop, Objects.requireNonNull(value, "earlyStop"));
    return self();
  }

  /**
   * Gives what follows along; nothing by default.
   *
   * @param value the listener
   * @return this builder
   */
  public B listener(TrainingListener value) {
    listener = Once.give("listener", listener, Objects.requireNonNull(value, "listener"));
    return self();
  }

  private static void requireFree(String name, String other, @Nullable Object given) {
    if (given != null) {
      throw new IllegalStateException("%s: expected it or %s, found both".formatted(name, other));
    }
  }

  TrainablePolicy neededPolicy() {
    return Once.needed("policy", policy);
  }

  @Nullable Integer givenBatch() {
    return batch;
  }

  @Nullable Integer givenEpochs() {
    return epochs;
  }

  @Nullable Long givenSteps() {
    return steps;
  }

  long seedOrDefault() {
    return Once.or(seed, 0L);
  }

  LoopSettings loop(long allSteps) {
    return new LoopSettings(
        neededPolicy(),
        Once.needed("optimizer", optimizer),
        Once.or(microBatch, 1),
        allSteps,
        seedOrDefault(),
        checkpoints,
        checkpointEvery,
        evaluation,
        evaluationEvery,
        Once.or(earlyStop, EarlyStop.never()),
        Once.or(listener, TrainingListener.NONE));
  }

  /** Refuses an example that the policy cannot read, before anything is trained. */
  void requireFits(String id, int tokens) {
    int most = neededPolicy().maxTokens();
    if (tokens > most) {
      throw new IllegalArgumentException(
          "example %s: expected at most %d tokens of prompt and response, found %d"
              .formatted(id, most, tokens));
    }
  }
}
