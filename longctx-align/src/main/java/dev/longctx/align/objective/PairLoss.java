package dev.longctx.align.objective;

/**
 * A loss of a chosen and a rejected response under one context.
 *
 * @param value the loss
 * @param chosenSlope derivative of the loss by the log-probability of each token of the chosen
 *     response, the same for all of them
 * @param rejectedSlope the same for the rejected response
 * @param chosenReward reward of the chosen response
 * @param rejectedReward reward of the rejected response
 */
public record PairLoss(
    double value,
    double chosenSlope,
    double rejectedSlope,
    double chosenReward,
    double rejectedReward) {

  /**
   * By how much the chosen response is worth more.
   *
   * @return the difference of the rewards
   */
  public double margin() {
    return chosenReward - rejectedReward;
  }

  /** The same with the chosen response's weighted mean negative log-likelihood. */
  PairLoss plusNll(ResponseScore chosen, double weight) {
    return new PairLoss(
        value - weight * chosen.mean(),
        chosenSlope - weight / chosen.size(),
        rejectedSlope,
        chosenReward,
        rejectedReward);
  }
}
