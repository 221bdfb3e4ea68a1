package dev.longctx.reason.curriculum;

import dev.longctx.reason.rollout.RolloutGroup;
import java.util.Optional;

/**
 * How hard a problem is for a policy (QwenLong-L1, section 2.2, equation 10).
 *
 * @param problemId which problem
 * @param meanReward mean score of its samples, 0 to 1
 * @param samples how many samples have a score, at least 1
 */
public record Difficulty(String problemId, double meanReward, int samples) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Difficulty {
    if (!(meanReward >= 0 && meanReward <= 1)) {
      throw new IllegalArgumentException(
          "problem %s, meanReward: expected 0 to 1, found %s".formatted(problemId, meanReward));
    }
    if (samples < 1) {
      throw new IllegalArgumentException(
          "problem %s, samples: expected at least 1, found %d".formatted(problemId, samples));
    }
  }

  /**
   * How hard a problem is for the model that made these samples.
   *
   * @param group samples of the problem
   * @return the difficulty by those that have a score, or empty where none has
   */
  public static Optional<Difficulty> of(RolloutGroup group) {
    return group.scored() == 0
        ? Optional.empty()
        : Optional.of(new Difficulty(group.problem().id(), group.meanScore(), group.scored()));
  }

  /**
   * The difficulty: 1 over the mean reward.
   *
   * @return 1 or more, infinite where no sample earned anything
   */
  public double value() {
    return 1 / meanReward;
  }
}
