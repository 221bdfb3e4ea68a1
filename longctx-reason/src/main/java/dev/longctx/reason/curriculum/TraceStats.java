package dev.longctx.reason.curriculum;

/**
 * What it took to collect traces. Every sample is right, wrong or unscored, so the three add up.
 *
 * @param problems how many were given
 * @param tooLong how many of them were not asked since their prompts are too long
 * @param withoutRight how many were asked and have no trace: none of their samples was right and
 *     finished
 * @param samples how many responses there were
 * @param right how many of them are wholly right, the cut-off ones included
 * @param cutOff how many of the right ones were cut off before their end, and are not kept
 * @param wrong how many have a score that says otherwise
 * @param unscored how many have no score, so that it is not known what they are
 */
public record TraceStats(
    int problems,
    int tooLong,
    int withoutRight,
    int samples,
    int right,
    int cutOff,
    int wrong,
    int unscored) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the samples do not add up
   */
  public TraceStats {
    if (right + wrong + unscored != samples || cutOff > right) {
      throw new IllegalArgumentException(
          "samples: expected right, wrong and unscored to add up to %d, found %d, %d and %d"
              .formatted(samples, right, wrong, unscored));
    }
  }

  /**
   * These and what it took to collect others.
   *
   * @param other of other problems
   * @return the sums
   */
  public TraceStats plus(TraceStats other) {
    return new TraceStats(
        problems + other.problems,
        tooLong + other.tooLong,
        withoutRight + other.withoutRight,
        samples + other.samples,
        right + other.right,
        cutOff + other.cutOff,
        wrong + other.wrong,
        unscored + other.unscored);
  }
}
