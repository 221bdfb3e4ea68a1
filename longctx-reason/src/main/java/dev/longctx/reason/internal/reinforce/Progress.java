package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.reason.reinforce.RlListener;
import dev.longctx.reason.reinforce.RlStep;
import org.jspecify.annotations.Nullable;

/** How far a run has come and what it did, in memory and in its folder. Not thread-safe. */
final class Progress {

  private final TrainablePolicy policy;
  private final RlListener listener;
  private final @Nullable RlFolder folder;
  private final long checkpointEvery;
  private final RlHistory history = new RlHistory();
  private RlState state;
  private RlState saved;

  /** Updates of the policy after the last whole step. */
  private long updates;

  /** Brings the policy to the last checkpoint, or to where the run began. */
  Progress(RlSettings settings, @Nullable RlFolder folder) {
    policy = settings.policy();
    listener = settings.listener();
    this.folder = folder;
    checkpointEvery = settings.checkpointEvery();
    policy.discardGradient();
    int phases = settings.plan().curriculum().phases().size();
    RlState restored = folder == null ? null : folder.restore(policy, history, phases).orElse(null);
    if (restored == null && folder != null) {
      folder.begin(policy);
    }
    state = restored != null ? restored : RlState.beginning(policy.steps());
    saved = state;
    updates = policy.steps();
  }

  RlState state() {
    return state;
  }

  RlHistory history() {
    return history;
  }

  /** A step was done by a draw of so many problems. */
  void add(RlStep step, int drawn) {
    state = state.afterStep(drawn, step.rollouts().rollouts());
    updates = policy.steps();
    history.add(step);
    if (folder != null) {
      folder.record(step);
    }
    listener.step(step);
  }

  /** The policy was measured. */
  void add(RlEvaluation evaluation) {
    history.add(evaluation);
    if (folder != null) {
      folder.record(evaluation);
    }
    listener.evaluated(evaluation);
  }

  /** The next phase may begin. */
  void nextPhase() {
    state = state.nextPhase();
    checkpoint();
  }

  /** Writes a checkpoint after so many steps as there are between two. */
  void checkpointIfDue() {
    if (state.step() > saved.step() && state.step() % checkpointEvery == 0) {
      checkpoint();
    }
  }

  /** Writes a checkpoint of all whole steps, unless there is one. */
  void checkpoint() {
    boolean whole = policy.steps() == updates;
    if (folder != null && whole && !state.equals(saved)) {
      listener.checkpointed(state.step(), folder.commit(state, policy));
      saved = state;
    }
  }

  /** A frozen copy of the policy that the run began with, to be closed. */
  SequenceScorer base() {
    if (folder == null || state.step() == 0) {
      return policy.snapshot();
    }
    folder.restoreBase(policy);
    SequenceScorer base = policy.snapshot();
    try {
      folder.restoreStep(policy, state.step());
    } catch (RuntimeException | Error e) {
      base.close();
      throw e;
    }
    return base;
  }
}
