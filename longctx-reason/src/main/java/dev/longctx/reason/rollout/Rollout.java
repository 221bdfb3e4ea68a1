package dev.longctx.reason.rollout;

import dev.longctx.api.model.Completion;
import dev.longctx.reason.reward.RewardScore;
import java.util.Objects;

/**
 * A sample of a policy and what it is worth.
 *
 * <p>The <em>score</em> says how right it is, and decides which groups are trained on. The
 * <em>reward</em> is what training raises: the score and what is added to shape it.
 *
 * @param completion what was sampled
 * @param score how right it is, or that it could not be told
 * @param reward what it earns; NaN where it has no score
 */
public record Rollout(Completion completion, RewardScore score, double reward) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one of score and reward is there without the other, or the
   *     reward is infinite
   */
  public Rollout {
    Objects.requireNonNull(completion, "completion");
    if (score.value().isPresent() != Double.isFinite(reward)) {
      throw new IllegalArgumentException(
          "reward: expected a finite number where there is a score, else NaN, found "
              + reward
              + " with "
              + score.value());
    }
  }

  /**
   * Whether it has a score.
   *
   * @return false where it could not be told how right it is
   */
  public boolean isScored() {
    return score.value().isPresent();
  }

  /**
   * The length of the response.
   *
   * @return tokens of the policy, the one that ended it included
   */
  public int tokens() {
    return completion.tokens().size();
  }
}
