package dev.longctx.reason.curriculum;

import dev.longctx.api.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Problems whose lengths a test names. */
final class Problems {

  private Problems() {}

  static Problem of(String id) {
    return new Problem(id, "musique", Prompt.user("Where? " + id), "Where?", List.of("Paris"));
  }

  /** Problems {@code a0, a1, ...} with prompts of these lengths. */
  static List<Problem> ofLengths(int... tokens) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      problems.add(of("a" + i));
    }
    return problems;
  }

  /** The lengths of such problems. */
  static ToIntFunction<Problem> lengths(int... tokens) {
    return problem -> tokens[Integer.parseInt(problem.id().substring(1))];
  }

  static CurriculumPlan plan(Curriculum curriculum, int... tokens) {
    return CurriculumPlan.of(curriculum, ofLengths(tokens), lengths(tokens));
  }

  static List<Difficulty> difficulties(Map<String, Double> means) {
    return means.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> new Difficulty(entry.getKey(), entry.getValue(), 8))
        .toList();
  }

  static List<String> ids(List<PlannedProblem> planned) {
    return planned.stream().map(one -> one.problem().id()).toList();
  }
}
