package dev.longctx.align.objective;

/**
 * A loss of a chosen and a rejected response under a short context, and of one or both of them
 * under a long one. Slopes are derivatives by the log-probability of each token of a response, the
 * same for all its tokens.
 *
 * @param value preference loss plus weighted alignment loss
 * @param preference the preference loss under the short context
 * @param alignment the distance of rewards, before it is weighted
 * @param shortChosenSlope for the chosen response under the short context
 * @param shortRejectedSlope for the rejected response under the short context
 * @param longChosenSlope for the chosen response under the long context
 * @param longRejectedSlope for the rejected response under the long context; 0 where it is not read
 * @param shortChosenReward reward of the chosen response under the short context
 * @param shortRejectedReward reward of the rejected response under the short context
 * @param longChosenReward reward of the chosen response under the long context
 */
public record TripleLoss(
    double value,
    double preference,
    double alignment,
    double shortChosenSlope,
    double shortRejectedSlope,
    double longChosenSlope,
    double longRejectedSlope,
    double shortChosenReward,
    double shortRejectedReward,
    double longChosenReward) {

  /**
   * By how much the chosen response is worth more under the short context.
   *
   * @return the difference of the rewards
   */
  public double margin() {
    return shortChosenReward - shortRejectedReward;
  }

  /**
   * By how much the chosen response is worth more under the short context than under the long one.
   *
   * @return the difference; SoLoPO moves it to 0
   */
  public double gap() {
    return shortChosenReward - longChosenReward;
  }
}
