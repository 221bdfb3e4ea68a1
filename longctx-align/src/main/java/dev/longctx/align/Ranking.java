package dev.longctx.align;

import dev.longctx.api.reasoning.RewardPair;

/**
 * Which of an answer's candidates is chosen once their rewards are known. Candidates that gave no
 * answer are chosen only where none gave one. Among equals, the one chosen before stays, else the
 * first is taken.
 */
public enum Ranking {
  /** The one that the policy chose. */
  KEEP,
  /** The one with the highest reward under the whole documents. */
  BY_FULL_REWARD,
  /**
   * The one whose rewards lie closest together: what was kept supports it as the whole does. A
   * candidate that neither supports may have a small gap too.
   */
  BY_SMALLEST_GAP;

  /** What is compared; the greater one is the better. */
  double worth(RewardPair rewards) {
    return switch (this) {
      case KEEP -> 0;
      case BY_FULL_REWARD -> rewards.full();
      case BY_SMALLEST_GAP -> -rewards.gap();
    };
  }
}
