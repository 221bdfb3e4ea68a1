package dev.longctx.align.objective;

import dev.longctx.align.internal.Once;
import org.jspecify.annotations.Nullable;

/**
 * Simple preference optimization (Meng et al., 2024, equation 6): the reward is {@code beta} times
 * the mean log-probability of a token, without a reference, and the loss the negative log of the
 * sigmoid of the rewards' difference less {@code gamma}. Immutable and thread-safe.
 *
 * @param beta scale of the reward, above 0
 * @param gamma by how much the better response should be worth more, in units of the reward, from 0
 */
public record SimPo(double beta, double gamma) implements PreferenceObjective {

  private static final double BETA = 2;
  private static final double GAMMA_BY_BETA = 0.25;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public SimPo {
    Once.positive("beta", beta);
    Once.notNegative("gamma", gamma);
  }

  /**
   * Settings to put together.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return "SimPO";
  }

  @Override
  public boolean needsReference() {
    return false;
  }

  @Override
  public Reward reward(ResponseScore score) {
    return new Reward(beta * score.mean(), beta / score.size());
  }

  @Override
  public PairLoss loss(ResponseScore chosen, ResponseScore rejected) {
    Reward better = reward(chosen);
    Reward worse = reward(rejected);
    return Margin.logistic(better.value() - worse.value() - gamma).of(better, worse);
  }

  /** Collects settings, each of which may be given once. Not thread-safe. */
  public static final class Builder {

    private @Nullable Double beta;
    private @Nullable Double gamma;

    private Builder() {}

    /**
     * Gives the scale of the reward; 2 by default, as in the authors' code.
     *
     * @param value above 0
     * @return this builder
     */
    public Builder beta(double value) {
      beta = Once.give("beta", beta, Once.positive("beta", value));
      return this;
    }

    /**
     * Gives by how much the better response should be worth more; a quarter of beta by default, as
     * in the authors' code.
     *
     * @param value from 0, in units of the reward
     * @return this builder
     */
    public Builder gamma(double value) {
      gamma = Once.give("gamma", gamma, Once.notNegative("gamma", value));
      return this;
    }

    /**
     * The objective as set so far.
     *
     * @return the objective
     */
    public SimPo build() {
      double scale = Once.or(beta, BETA);
      return new SimPo(scale, Once.or(gamma, GAMMA_BY_BETA * scale));
    }
  }
}
