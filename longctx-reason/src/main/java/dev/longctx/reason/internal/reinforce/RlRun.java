package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.TrainingException;
import dev.longctx.reason.curriculum.Phase;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.internal.reinforce.Draw.Outcome;
import dev.longctx.reason.reinforce.PhaseSummary;
import dev.longctx.reason.reinforce.RlEnd;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.reason.reinforce.RlListener;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.reason.reinforce.UpdateMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One run, from its beginning or from its last checkpoint. Not thread-safe. */
public final class RlRun {

  /** Above this mean score, a draw without spread means that a phase is mastered. */
  private static final double MASTERED = 0.5;

  private final RlSettings settings;
  private final Cancellation cancellation;
  private final @Nullable RlFolder folder;
  private final TrainablePolicy policy;
  private final RlListener listener;
  private final RlHistory history = new RlHistory();
  private final Samplers samplers;
  private final Retrospection retrospection;
  private final Drawing drawing;
  private final List<PhaseSummary> ended = new ArrayList<>();
  private RlState state;
  private RlState saved;

  private RlRun(RlSettings settings, Cancellation cancellation, @Nullable RlFolder folder) {
    this.settings = settings;
    this.cancellation = cancellation;
    this.folder = folder;
    policy = settings.policy();
    listener = settings.listener();
    samplers = new Samplers(settings);
    retrospection = new Retrospection(settings, samplers, folder, cancellation);
    drawing =
        new Drawing(
            samplers.training(),
            settings.sizes().prompts(),
            settings.algorithm().dynamicSampling(),
            settings.unscoredRule(),
            listener);
    policy.discardGradient();
    RlState restored = folder == null ? null : folder.restore(policy, history).orElse(null);
    if (restored == null && folder != null) {
      folder.begin(policy);
    }
    state = restored != null ? restored : RlState.beginning(policy.steps());
    saved = state;
  }

  /** Trains until all phases are done or cannot go on. */
  public static RlReport run(RlSettings settings, Cancellation cancellation) {
    if (settings.checkpoints() == null) {
      return new RlRun(settings, cancellation, null).run();
    }
    try (RlFolder folder =
        RlFolder.open(settings.checkpoints(), SettingsDescription.of(settings))) {
      return new RlRun(settings, cancellation, folder).run();
    }
  }

  private RlReport run() {
    listener.started(state.step());
    try (SequenceScorer reference = reference()) {
      retrospection.prepare(state);
      RlEnd end = phases(updater(reference));
      checkpoint();
      return report(end);
    } catch (CancellationException e) {
      policy.discardGradient();
      checkpoint();
      throw e;
    } catch (RuntimeException | Error e) {
      policy.discardGradient();
      throw e;
    }
  }

  /** The policy that the run began with, if the loss is told its log-probabilities. */
  private @Nullable SequenceScorer reference() {
    if (!settings.algorithm().loss().needsReference()) {
      return null;
    }
    if (folder == null || state.step() == 0) {
      return policy.snapshot();
    }
    folder.restoreBase(policy);
    SequenceScorer reference = policy.snapshot();
    try {
      folder.restoreStep(policy, state.step());
    } catch (RuntimeException | Error e) {
      reference.close();
      throw e;
    }
    return reference;
  }

  private PolicyUpdater updater(@Nullable SequenceScorer reference) {
    return new PolicyUpdater(
        policy,
        settings.algorithm().loss(),
        SettingsDescription.after(settings.optimizer(), state.updatesBefore()),
        settings.sizes().updates(),
        settings.sizes().microBatch(),
        reference);
  }

  private RlEnd phases(PolicyUpdater updater) {
    List<Phase> phases = settings.plan().curriculum().phases();
    for (int earlier = 1; earlier < state.phase(); earlier++) {
      ended.add(summary(earlier));
    }
    while (true) {
      int number = state.phase();
      RlEnd end = phase(phases.get(number - 1), updater);
      ended.add(summary(number));
      if (end == RlEnd.REWARD_UNAVAILABLE) {
        return end;
      }
      evaluateIfDue(true);
      if (end != RlEnd.COMPLETED || number == phases.size()) {
        return end;
      }
      state = state.nextPhase();
      checkpoint();
    }
  }

  /** Trains for a phase; {@link RlEnd#COMPLETED} where the next one may begin. */
  private RlEnd phase(Phase phase, PolicyUpdater updater) {
    List<Problem> all = retrospection.problems(state.phase());
    PhaseProblems problems = new PhaseProblems(state.phase(), all, settings.seed());
    listener.phase(summary(state.phase()));
    while (!isDone(phase.length(), problems.size())) {
      evaluateIfDue(false);
      checkpointIfDue();
      cancellation.throwIfCancelled();
      samplers.sync();
      Draw draw = drawing.draw(problems, state.drawn(), cancellation);
      if (draw.outcome() == Outcome.NO_SCORES) {
        return RlEnd.REWARD_UNAVAILABLE;
      }
      if (draw.outcome() == Outcome.NO_SPREAD) {
        return draw.meanScore() > MASTERED ? RlEnd.COMPLETED : RlEnd.NO_SPREAD;
      }
      step(draw, updater);
    }
    return RlEnd.COMPLETED;
  }

  private boolean isDone(PhaseLength length, int problems) {
    return switch (length.unit()) {
      case STEPS -> state.phaseSteps() >= length.count();
      case ROLLOUTS -> state.phaseRollouts() >= length.count();
      case EPOCHS -> state.drawn() >= Math.multiplyExact(length.count(), (long) problems);
    };
  }

  private void step(Draw draw, PolicyUpdater updater) {
    List<List<ScoredSequence>> groups =
        draw.groups().stream()
            .map(group -> Advantages.of(group, settings.model().tokenizer()))
            .toList();
    UpdateMetrics updates = update(groups, updater);
    state = state.afterStep(draw.drawn(), draw.metrics().rollouts());
    RlStep step = new RlStep(state.step(), state.phase(), draw.metrics(), updates);
    history.add(step);
    if (folder != null) {
      folder.record(step);
    }
    listener.step(step);
  }

  private UpdateMetrics update(List<List<ScoredSequence>> groups, PolicyUpdater updater) {
    try {
      return updater.update(groups, cancellation);
    } catch (TrainingException e) {
      throw new TrainingException(
          e.reason(),
          "step %d of phase %d: %s".formatted(state.step() + 1, state.phase(), e.getMessage()),
          e);
    }
  }

  private void evaluateIfDue(boolean phaseEnds) {
    boolean due = phaseEnds || state.step() % settings.evaluationEvery() == 0;
    if (settings.evaluation() == null || !due || history.isEvaluated(state.step())) {
      return;
    }
    samplers.sync();
    RlEvaluation evaluation = samplers.exam().evaluate(state.step(), state.phase(), cancellation);
    history.add(evaluation);
    if (folder != null) {
      folder.record(evaluation);
    }
    listener.evaluated(evaluation);
  }

  private void checkpointIfDue() {
    if (state.step() > saved.step() && state.step() % settings.checkpointEvery() == 0) {
      checkpoint();
    }
  }

  private void checkpoint() {
    if (folder != null && !state.equals(saved)) {
      listener.checkpointed(state.step(), folder.commit(state, policy));
      saved = state;
    }
  }

  private PhaseSummary summary(int phase) {
    return history.summary(
        settings.plan().curriculum().phases().get(phase - 1).bucket(), retrospection.mix(phase));
  }

  private RlReport report(RlEnd end) {
    return new RlReport(
        settings.algorithm().name(),
        end,
        List.copyOf(ended),
        history.steps(),
        history.evaluations(),
        retrospection.rollouts());
  }
}
