package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.reason.curriculum.Difficulty;
import dev.longctx.reason.curriculum.PhaseMix;
import dev.longctx.reason.curriculum.PlannedProblem;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.curriculum.Retrospective;
import dev.longctx.reason.curriculum.Retrospective.Scorer;
import dev.longctx.reason.internal.reinforce.Seeds.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What phases take back of earlier ones (QwenLong-L1, section 2.2). How hard problems are is found
 * out once, by the policy that the run begins with or by that of the phase before, and kept in the
 * run's folder. Not thread-safe.
 */
final class Retrospection {

  private final RlSettings settings;
  private final Samplers samplers;
  private final @Nullable RlFolder folder;
  private final Cancellation cancellation;
  private final @Nullable Retrospective rule;
  private final Map<Integer, PhaseMix> mixes = new HashMap<>();
  private final Map<Integer, List<Difficulty>> difficulties = new HashMap<>();
  private long rollouts;

  Retrospection(
      RlSettings settings,
      Samplers samplers,
      @Nullable RlFolder folder,
      Cancellation cancellation) {
    this.settings = settings;
    this.samplers = samplers;
    this.folder = folder;
    this.cancellation = cancellation;
    rule = settings.plan().curriculum().retrospective().orElse(null);
  }

  /** Scores by the policy that a run begins with, and reads what a run that goes on has scored. */
  void prepare(RlState state) {
    int last = settings.plan().curriculum().phases().size();
    if (rule == null || last == 1) {
      return;
    }
    if (rule.scoredBy() == Scorer.BASE) {
      requireScored(1, state.step() > 0);
      difficulties.put(1, scored(1, last));
    } else {
      for (int phase = 2; phase <= state.phase(); phase++) {
        requireScored(phase, phase < state.phase() || state.phaseSteps() > 0);
      }
    }
    for (int phase = 1; phase < state.phase(); phase++) {
      mix(phase);
    }
  }

  /** After the next step, the policy that scored is there no more. */
  private void requireScored(int file, boolean hasGoneOn) {
    if (folder != null && hasGoneOn && folder.difficulties(file).isEmpty()) {
      throw new TrainingException(
          Reason.CHECKPOINT,
          "checkpoints %s: expected how hard problems were for the policy before phase %d, found no"
                  .formatted(settings.checkpoints(), file)
              + " file of it");
    }
  }

  /** All problems of a phase: its own, then those that it takes back. */
  List<Problem> problems(int phase) {
    List<Problem> problems = new ArrayList<>(own(phase));
    Set<String> carried =
        mix(phase).carried().stream().map(Difficulty::problemId).collect(Collectors.toSet());
    problemsBefore(phase).stream()
        .filter(problem -> carried.contains(problem.id()))
        .forEach(problems::add);
    return problems;
  }

  /** What a phase trains on. */
  PhaseMix mix(int phase) {
    return mixes.computeIfAbsent(
        phase,
        number ->
            settings
                .plan()
                .mix(
                    number - 1,
                    known(number),
                    Seeds.of(settings.seed(), Purpose.RETROSPECTION, number)));
  }

  /** Responses that were sampled only to score problems. */
  long rollouts() {
    return rollouts;
  }

  /** How hard problems are that a phase may take back. */
  private List<Difficulty> known(int phase) {
    if (rule == null || phase == 1) {
      return List.of();
    }
    List<Difficulty> byBase = difficulties.get(1);
    return byBase != null ? byBase : scored(phase, phase);
  }

  /** Scores what lies before a phase, unless this was done. */
  private List<Difficulty> scored(int file, int before) {
    if (rule == null) {
      return List.of();
    }
    List<Problem> problems = problemsBefore(before);
    rollouts += (long) problems.size() * rule.samples();
    List<Difficulty> known = folder == null ? null : folder.difficulties(file).orElse(null);
    if (known != null) {
      return known;
    }
    samplers.sync();
    List<Difficulty> found =
        Difficulties.of(
            problems, samplers.scoring(rule.samples()), settings.seed(), file, cancellation);
    if (folder != null) {
      folder.writeDifficulties(file, found);
    }
    return found;
  }

  private List<Problem> own(int phase) {
    return settings.plan().phase(phase - 1).stream().map(PlannedProblem::problem).toList();
  }

  private List<Problem> problemsBefore(int phase) {
    return settings.plan().before(phase - 1).stream().map(PlannedProblem::problem).toList();
  }
}
