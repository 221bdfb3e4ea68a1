package dev.longctx.reason.curriculum;

import dev.longctx.reason.internal.curriculum.PlanTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * The problems of each phase of a curriculum. Immutable and thread-safe.
 *
 * <p>Nothing is ever cut: a problem lies in the one phase whose bucket holds its prompt, or, longer
 * than the last cap, in none, where it is counted as {@linkplain #tooLong() too long}.
 */
public final class CurriculumPlan {

  private final Curriculum curriculum;
  private final List<List<PlannedProblem>> phases;
  private final List<PlannedProblem> tooLong;

  private CurriculumPlan(
      Curriculum curriculum, List<List<PlannedProblem>> phases, List<PlannedProblem> tooLong) {
    this.curriculum = curriculum;
    this.phases = phases;
    this.tooLong = tooLong;
  }

  /**
   * Sorts problems into phases.
   *
   * @param curriculum the phases
   * @param problems what there is to learn from, each id once
   * @param promptTokens how long a problem's prompt is in tokens of the policy with its template,
   *     such as {@code problem -> model.countTokens(problem.prompt())}; called once for each
   * @return the plan, in which the order of the problems is kept
   * @throws IllegalArgumentException if an id is there twice, a prompt has no tokens, or a phase
   *     has no problems
   */
  public static CurriculumPlan of(
      Curriculum curriculum, List<Problem> problems, ToIntFunction<Problem> promptTokens) {
    Objects.requireNonNull(promptTokens, "promptTokens");
    requireEachOnce(problems);
    List<PlannedProblem> all =
        problems.stream()
            .map(problem -> new PlannedProblem(problem, promptTokens.applyAsInt(problem)))
            .toList();
    List<List<PlannedProblem>> phases = new ArrayList<>();
    for (Phase phase : curriculum.phases()) {
      phases.add(all.stream().filter(one -> phase.bucket().holds(one.promptTokens())).toList());
    }
    requireProblems(curriculum, phases, all);
    int longest = curriculum.longestPrompt();
    return new CurriculumPlan(
        curriculum,
        List.copyOf(phases),
        all.stream().filter(one -> one.promptTokens() > longest).toList());
  }

  private static void requireEachOnce(List<Problem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems: expected at least one, found none");
    }
    EachOnce.require("problems", problems, Problem::id);
  }

  private static void requireProblems(
      Curriculum curriculum, List<List<PlannedProblem>> phases, List<PlannedProblem> all) {
    for (int i = 0; i < phases.size(); i++) {
      if (phases.get(i).isEmpty()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "phase %d: expected problems of %s, found none among %,d problems of %,d to %,d"
                    + " tokens",
                i + 1,
                curriculum.phases().get(i).bucket(),
                all.size(),
                all.stream().mapToInt(PlannedProblem::promptTokens).min().orElseThrow(),
                all.stream().mapToInt(PlannedProblem::promptTokens).max().orElseThrow()));
      }
    }
  }

  /**
   * What was planned for.
   *
   * @return the curriculum
   */
  public Curriculum curriculum() {
    return curriculum;
  }

  /**
   * A phase's own problems.
   *
   * @param index the phase, from 0, as in {@link Curriculum#phases()}
   * @return at least one, in the order in which they were given
   * @throws IndexOutOfBoundsException if there is no such phase
   */
  public List<PlannedProblem> phase(int index) {
    return phases.get(Objects.checkIndex(index, phases.size()));
  }

  /**
   * The own problems of all phases before one, among which it may take some back.
   *
   * @param index the phase, from 0; the number of phases gives the problems of all
   * @return the problems, phase by phase; none before the first
   * @throws IndexOutOfBoundsException if there is no such phase
   */
  public List<PlannedProblem> before(int index) {
    Objects.checkFromToIndex(0, index, phases.size());
    return phases.subList(0, index).stream().flatMap(List::stream).toList();
  }

  /**
   * What a phase trains on: its own problems, and what the curriculum's {@link Retrospective} takes
   * back of those before.
   *
   * @param index the phase, from 0
   * @param difficulties how hard problems are; those of other phases than earlier ones play no
   *     part, and an earlier problem that is not among them is not taken back
   * @param seed what chance begins with
   * @return the mix, with the phase's number, from 1
   * @throws IndexOutOfBoundsException if there is no such phase
   */
  public PhaseMix mix(int index, List<Difficulty> difficulties, long seed) {
    Set<String> ids = new HashSet<>();
    before(index).forEach(one -> ids.add(one.problem().id()));
    List<Difficulty> earlier =
        difficulties.stream().filter(one -> ids.contains(one.problemId())).toList();
    return new PhaseMix(
        index + 1,
        phase(index).size(),
        curriculum.retrospective().map(rule -> rule.select(earlier, seed)).orElse(List.of()));
  }

  /**
   * Problems that no phase takes since their prompts are longer than the last cap.
   *
   * @return the dropped problems, in the order in which they were given
   */
  public List<PlannedProblem> tooLong() {
    return tooLong;
  }

  /**
   * The plan as a table.
   *
   * @return Markdown: a row a phase with its bucket, its length, the number of its own problems,
   *     their mean and their longest prompt in tokens; below it what was dropped
   */
  public String toMarkdown() {
    return PlanTable.of(this);
  }

  /** The phases without their problems. */
  @Override
  public String toString() {
    return "CurriculumPlan[problems=%s, tooLong=%d]"
        .formatted(phases.stream().map(List::size).toList(), tooLong.size());
  }
}
