package dev.longctx.align;

/**
 * The rewards of one step's pairs before its update, as means over its batch.
 *
 * @param chosen of the better responses; under the short context where there are two
 * @param rejected of the worse responses, likewise
 * @param accuracy share of pairs whose better response has the higher reward
 * @param longChosen of the better responses under the long context; NaN where there is none
 */
public record StepRewards(double chosen, double rejected, double accuracy, double longChosen) {

  /**
   * By how much better responses are worth more than worse ones.
   *
   * @return the mean difference
   */
  public double margin() {
    return chosen - rejected;
  }

  /**
   * By how much better responses are worth more under the short context than under the long one.
   *
   * @return the mean difference, NaN where there is no long context
   */
  public double gap() {
    return chosen - longChosen;
  }
}
