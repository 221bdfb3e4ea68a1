package dev.longctx.api.reasoning;

import java.util.List;
import java.util.Objects;

/**
 * Whether an answer's candidates are as likely under the whole documents as under what was kept.
 */
public sealed interface Alignment {

  /**
   * Rewards were computed.
   *
   * @param rewards one a candidate, in order
   */
  record Measured(List<RewardPair> rewards) implements Alignment {

    /** Copies the component. */
    public Measured {
      rewards = List.copyOf(rewards);
    }
  }

  /**
   * Rewards could not be computed; the answer stands without them.
   *
   * @param reason why, such as documents that are longer than the scoring model's positions
   */
  record Unmeasured(String reason) implements Alignment {

    /** Checks the component. */
    public Unmeasured {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
