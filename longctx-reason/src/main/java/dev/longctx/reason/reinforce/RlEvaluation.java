package dev.longctx.reason.reinforce;

import java.util.List;

/**
 * How the policy did at one point of a training, by length.
 *
 * @param step the number of steps before it, 0 or more
 * @param phase the phase of the curriculum that it belongs to, from 1
 * @param buckets one result a length bucket, from short to long
 */
public record RlEvaluation(long step, int phase, List<BucketResult> buckets) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if the step is negative or the phase below 1
   */
  public RlEvaluation {
    buckets = List.copyOf(buckets);
    if (step < 0 || phase < 1) {
      throw new IllegalArgumentException(
          "step and phase: expected at least 0 and 1, found %d and %d".formatted(step, phase));
    }
  }
}
