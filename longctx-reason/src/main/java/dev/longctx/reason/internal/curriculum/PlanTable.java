package dev.longctx.reason.internal.curriculum;

import dev.longctx.reason.curriculum.CurriculumPlan;
import dev.longctx.reason.curriculum.Phase;
import dev.longctx.reason.curriculum.PlannedProblem;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** A plan as Markdown. */
public final class PlanTable {

  private static final String HEAD =
      """
      | phase | prompts | length | problems | mean tokens | longest |
      |---:|---|---|---:|---:|---:|
      """;

  private PlanTable() {}

  /** A row a phase, and a line on what was dropped. */
  public static String of(CurriculumPlan plan) {
    StringBuilder table = new StringBuilder(HEAD);
    List<Phase> phases = plan.curriculum().phases();
    for (int i = 0; i < phases.size(); i++) {
      table.append(row(i + 1, phases.get(i), tokens(plan.phase(i))));
    }
    return table.append('\n').append(dropped(plan)).append('\n').toString();
  }

  private static IntSummaryStatistics tokens(List<PlannedProblem> problems) {
    return problems.stream().mapToInt(PlannedProblem::promptTokens).summaryStatistics();
  }

  private static String row(int number, Phase phase, IntSummaryStatistics tokens) {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %,d | %,.0f | %,d |\n",
        number,
        phase.bucket(),
        phase.length(),
        tokens.getCount(),
        tokens.getAverage(),
        tokens.getMax());
  }

  private static String dropped(CurriculumPlan plan) {
    return String.format(
        Locale.ROOT,
        "Dropped as longer than %,d tokens: %,d",
        plan.curriculum().longestPrompt(),
        plan.tooLong().size());
  }
}
