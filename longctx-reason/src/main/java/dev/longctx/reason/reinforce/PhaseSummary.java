package dev.longctx.reason.reinforce;

import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.curriculum.PhaseMix;
import java.util.Objects;

/**
 * What a phase of the curriculum came to, or is about to do.
 *
 * @param phase its number, from 1
 * @param bucket the lengths of its own problems
 * @param mix what it trains on
 * @param steps steps done in it, 0 where it begins
 * @param rollouts rollouts sampled in its steps, 0 where it begins
 */
public record PhaseSummary(
    int phase, LengthBucket bucket, PhaseMix mix, long steps, long rollouts) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the phase is below 1 or a count negative
   */
  public PhaseSummary {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(mix, "mix");
    if (phase < 1 || steps < 0 || rollouts < 0) {
      throw new IllegalArgumentException(
          "phase, steps and rollouts: expected at least 1, 0 and 0, found %d, %d and %d"
              .formatted(phase, steps, rollouts));
    }
  }
}
