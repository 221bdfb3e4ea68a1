package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.TrainingException;
import dev.longctx.reason.curriculum.Phase;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.reinforce.PhaseSummary;
import dev.longctx.reason.reinforce.RlEnd;
import dev.longctx.reason.reinforce.RlListener;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.reason.reinforce.UpdateMetrics;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One run, from its beginning or from its last checkpoint. Not thread-safe. */
public final class RlRun {

  /** Above this mean score, a draw without spread means that a phase is mastered. */
  private static final double MASTERED = 0.5;

  private final RlSettings settings;
  private final Cancellation cancellation;
  private final TrainablePolicy policy;
  private final RlListener listener;
  private final List<Phase> phases;
  private final Progress progress;
  private final Samplers samplers;
  private final Retrospection retrospection;
  private final Drawing drawing;
  private int begun;

  private RlRun(RlSettings settings, Cancellation cancellation, @Nullable RlFolder folder) {
    this.settings = settings;
    this.cancellation = cancellation;
    policy = settings.policy();
    listener = settings.listener();
    phases = settings.plan().curriculum().phases();
    progress = new Progress(settings, folder);
    samplers = new Samplers(settings);
    retrospection = new Retrospection(settings, samplers, folder, cancellation);
    drawing = new Drawing(settings, samplers);
    begun = progress.state().phase() - 1;
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
    listener.started(progress.state().step());
    try (SequenceScorer reference = reference()) {
      RlEnd end = train(reference);
      progress.checkpoint();
      samplers.sync();
      return report(end);
    } catch (CancellationException e) {
      policy.discardGradient();
      progress.checkpoint();
      throw e;
    } catch (RuntimeException | Error e) {
      policy.discardGradient();
      throw e;
    }
  }

  /** The policy that the run began with, if the loss is told its log-probabilities. */
  private @Nullable SequenceScorer reference() {
    return settings.algorithm().loss().needsReference() ? progress.base() : null;
  }

  private RlEnd train(@Nullable SequenceScorer reference) {
    PolicyUpdater updater =
        new PolicyUpdater(
            policy,
            settings.algorithm().loss(),
            SettingsDescription.after(settings.optimizer(), progress.state().updatesBefore()),
            settings.sizes().updates(),
            settings.sizes().microBatch(),
            reference);
    try {
      retrospection.prepare(progress.state());
      return phases(updater);
    } catch (RewardUnavailable e) {
      return RlEnd.REWARD_UNAVAILABLE;
    }
  }

  private RlEnd phases(PolicyUpdater updater) {
    while (true) {
      int number = progress.state().phase();
      RlEnd end = phase(number, updater);
      evaluateIfDue(true);
      if (end != RlEnd.COMPLETED || number == phases.size()) {
        return end;
      }
      progress.nextPhase();
    }
  }

  /** Trains for a phase; {@link RlEnd#COMPLETED} where the next one may begin. */
  private RlEnd phase(int number, PolicyUpdater updater) {
    PhaseProblems problems =
        new PhaseProblems(number, retrospection.problems(number), settings.seed());
    PhaseLength length = phases.get(number - 1).length();
    begun = number;
    listener.phase(summary(number));
    while (true) {
      progress.checkpointIfDue();
      if (progress.state().hasDone(length, problems.size())) {
        return RlEnd.COMPLETED;
      }
      evaluateIfDue(false);
      cancellation.throwIfCancelled();
      samplers.sync();
      Draw draw = drawing.draw(problems, progress.state().drawn(), cancellation);
      if (!draw.isEnough()) {
        return draw.meanScore() > MASTERED ? RlEnd.COMPLETED : RlEnd.NO_SPREAD;
      }
      step(draw, updater);
    }
  }

  private void step(Draw draw, PolicyUpdater updater) {
    long number = progress.state().step() + 1;
    int phase = progress.state().phase();
    UpdateMetrics updates;
    try {
      updates = learn(draw, updater);
    } catch (TrainingException e) {
      throw new TrainingException(
          e.reason(), "step %d of phase %d, %s".formatted(number, phase, e.getMessage()), e);
    }
    progress.add(new RlStep(number, phase, draw.metrics(), updates), draw.drawn());
  }

  private UpdateMetrics learn(Draw draw, PolicyUpdater updater) {
    List<List<ScoredSequence>> groups =
        draw.groups().stream()
            .map(group -> Advantages.of(group, settings.model().tokenizer()))
            .toList();
    return updater.update(groups, cancellation);
  }

  private void evaluateIfDue(boolean phaseEnds) {
    RlState state = progress.state();
    boolean due = phaseEnds || state.step() % settings.evaluationEvery() == 0;
    if (settings.evaluation() != null && due && !progress.history().isEvaluated(state.step())) {
      samplers.sync();
      progress.add(samplers.exam().evaluate(state.step(), state.phase(), cancellation));
    }
  }

  private PhaseSummary summary(int phase) {
    return progress.history().summary(phases.get(phase - 1).bucket(), retrospection.mix(phase));
  }

  private RlReport report(RlEnd end) {
    return new RlReport(
        settings.algorithm().name(),
        end,
        IntStream.rangeClosed(1, begun).mapToObj(this::summary).toList(),
        progress.history().steps(),
        progress.history().evaluations(),
        retrospection.rollouts());
  }
}
