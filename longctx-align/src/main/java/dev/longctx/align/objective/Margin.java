package dev.longctx.align.objective;

/**
 * A loss as a function of the difference of two rewards.
 *
 * @param value the loss
 * @param slope its derivative by the difference
 */
record Margin(double value, double slope) {

  /** The negative log of the sigmoid of a difference. */
  static Margin logistic(double difference) {
    return new Margin(Logistic.softplus(-difference), -Logistic.sigmoid(-difference));
  }

  /** The loss by the tokens of both responses. */
  PairLoss of(Reward chosen, Reward rejected) {
    return new PairLoss(
        value, slope * chosen.slope(), -slope * rejected.slope(), chosen.value(), rejected.value());
  }
}
