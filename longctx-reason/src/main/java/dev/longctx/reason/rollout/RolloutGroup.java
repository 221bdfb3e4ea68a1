package dev.longctx.reason.rollout;

import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.objective.DynamicSampling;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * All samples of one problem.
 *
 * @param problem what was asked
 * @param promptTokens the length of its prompt as the model reads it
 * @param rollouts the samples, at least one
 */
public record RolloutGroup(Problem problem, int promptTokens, List<Rollout> rollouts) {

  /** Checks and copies the components. */
  public RolloutGroup {
    Objects.requireNonNull(problem, "problem");
    rollouts = List.copyOf(rollouts);
    if (rollouts.isEmpty()) {
      throw new IllegalArgumentException(
          "problem %s, rollouts: expected at least one, found none".formatted(problem.id()));
    }
  }

  /**
   * How many samples have a score.
   *
   * @return 0 or more
   */
  public int scored() {
    return (int) rollouts.stream().filter(Rollout::isScored).count();
  }

  /**
   * How many samples are wholly right.
   *
   * @return 0 or more
   */
  public int right() {
    return (int) rollouts.stream().filter(rollout -> rollout.score().isRight()).count();
  }

  /**
   * The mean of the scores.
   *
   * @return 0 to 1; NaN where no sample has one
   */
  public double meanScore() {
    return scores().average().orElse(Double.NaN);
  }

  /**
   * Whether scores differ, so that there is something to learn from their comparison.
   *
   * @return false where all are equal, or fewer than two samples have one
   */
  public boolean hasSpread() {
    return DynamicSampling.hasSpread(scores().toArray());
  }

  private DoubleStream scores() {
    return rollouts.stream()
        .filter(Rollout::isScored)
        .mapToDouble(rollout -> rollout.score().value().orElseThrow());
  }
}
