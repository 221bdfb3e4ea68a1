package dev.longctx.reason.internal.reinforce;

import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.reinforce.EvaluationSet;
import java.util.function.ToIntFunction;

/**
 * How many tokens of prompt and response together there is room for. What exceeds it is refused
 * with an {@link IllegalArgumentException}.
 *
 * @param policyTokens the most that the policy reads
 * @param modelTokens the most that the rollout model reads
 * @param responseTokens the most tokens of a response
 */
public record Room(int policyTokens, int modelTokens, int responseTokens) {

  /** Checks the longest prompt of a curriculum. */
  public void require(int longestPrompt) {
    require("policy", policyTokens, longestPrompt);
    require("rollouts", modelTokens, longestPrompt);
  }

  /** Checks that each problem of an evaluation has room, and a bucket. */
  public void require(EvaluationSet set, ToIntFunction<Problem> promptTokens) {
    for (Problem problem : set.problems()) {
      int tokens = promptTokens.applyAsInt(problem);
      String name = "evaluation, problem " + problem.id();
      require(name, Math.min(policyTokens, modelTokens), tokens);
      if (set.buckets().stream().noneMatch(bucket -> bucket.holds(tokens))) {
        throw new IllegalArgumentException(
            "%s: expected a prompt of %s, found one of %d tokens"
                .formatted(name, set.buckets(), tokens));
      }
    }
  }

  private void require(String name, int most, int prompt) {
    long both = (long) prompt + responseTokens;
    if (both > most) {
      throw new IllegalArgumentException(
          "%s: expected %d tokens of prompt and response together, found room for %d"
              .formatted(name, both, most));
    }
  }
}
