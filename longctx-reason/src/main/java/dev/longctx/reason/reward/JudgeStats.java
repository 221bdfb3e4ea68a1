package dev.longctx.reason.reward;

/**
 * How often a judge was asked and what came of it.
 *
 * @param same verdicts that both answers say the same
 * @param different verdicts that they do not
 * @param unreadable replies without a verdict
 * @param failed failures of the model
 */
public record JudgeStats(long same, long different, long unreadable, long failed) {

  /**
   * How often the judge was asked.
   *
   * @return all outcomes together; cancelled calls do not count
   */
  public long calls() {
    return same + different + unreadable + failed;
  }

  /**
   * How often there was no verdict.
   *
   * @return unreadable and failed ones
   */
  public long withoutVerdict() {
    return unreadable + failed;
  }
}
