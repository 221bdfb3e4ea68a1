package dev.longctx.reason.curriculum;

import java.util.Objects;

/**
 * A problem and how long its prompt is.
 *
 * @param problem the problem
 * @param promptTokens tokens of the policy, of the prompt with its template; at least 1
 */
public record PlannedProblem(Problem problem, int promptTokens) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the prompt has no tokens
   */
  public PlannedProblem {
    Objects.requireNonNull(problem, "problem");
    if (promptTokens < 1) {
      throw new IllegalArgumentException(
          "problem %s, promptTokens: expected at least 1, found %d"
              .formatted(problem.id(), promptTokens));
    }
  }
}
