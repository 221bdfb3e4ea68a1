package dev.longctx.align.objective;

import dev.longctx.align.internal.Once;

/**
 * Odds ratio preference optimization (Hong et al., 2024, equations 6 and 7): the reward is the log
 * of the odds of a response, whose probability is the geometric mean over its tokens. The loss is
 * the better response's mean negative log-likelihood, plus {@code lambda} times the negative log of
 * the sigmoid of the rewards' difference. Immutable and thread-safe.
 *
 * <p>Odds of a certain response would be infinite: mean log-probabilities above {@value
 * #MOST_CERTAIN} count as that in the odds, whose derivative is 0 there.
 *
 * @param lambda weight of the odds ratio, from 0
 */
public record Orpo(double lambda) implements PreferenceObjective {

  private static final double LAMBDA = 0.1;
  private static final double MOST_CERTAIN = -1e-7;
  private static final double LOG_HALF = -Math.log(2);

  /**
   * Checks the component.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public Orpo {
    Once.notNegative("lambda", lambda);
  }

  /**
   * The objective with a lambda of 0.1, as in the authors' code.
   *
   * @return the objective
   */
  public static Orpo standard() {
    return new Orpo(LAMBDA);
  }

  @Override
  public String name() {
    return "ORPO";
  }

  @Override
  public boolean needsReference() {
    return false;
  }

  @Override
  public Reward reward(ResponseScore score) {
    double mean = Math.min(score.mean(), MOST_CERTAIN);
    double slope = score.mean() > MOST_CERTAIN ? 0 : -1 / (score.size() * Math.expm1(mean));
    return new Reward(mean - logOfComplement(mean), slope);
  }

  /** log(1 - e^mean), by the form that keeps digits (Maechler, 2012). */
  private static double logOfComplement(double mean) {
    return mean > LOG_HALF ? Math.log(-Math.expm1(mean)) : Math.log1p(-Math.exp(mean));
  }

  @Override
  public PairLoss loss(ResponseScore chosen, ResponseScore rejected) {
    Reward better = reward(chosen);
    Reward worse = reward(rejected);
    Margin odds = Margin.logistic(better.value() - worse.value());
    PairLoss ratio = new Margin(lambda * odds.value(), lambda * odds.slope()).of(better, worse);
    return ratio.plusNll(chosen, 1);
  }
}
