package dev.longctx.align.objective;

import dev.longctx.align.internal.Once;
import org.jspecify.annotations.Nullable;

/**
 * Direct preference optimization (Rafailov et al., 2023, equation 7): the reward is {@code beta}
 * times the response's log-probability over that of the reference, summed over tokens, and the loss
 * the negative log of the sigmoid of the rewards' difference. Label smoothing is that of
 * conservative DPO (Mitchell, 2023). Immutable and thread-safe.
 *
 * <p>The partition term of the paper cancels within a pair and is left out of the reward.
 *
 * @param beta how strongly the reference holds, above 0
 * @param labelSmoothing probability that a pair is the wrong way round, from 0 to below 0.5
 */
public record Dpo(double beta, double labelSmoothing) implements PreferenceObjective {

  private static final double BETA = 0.1;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Dpo {
    Once.positive("beta", beta);
    checkSmoothing(labelSmoothing);
  }

  private static double checkSmoothing(double value) {
    return Once.require(
        value >= 0 && value < 0.5, "labelSmoothing", "a number from 0 to below 0.5", value);
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
    return "DPO";
  }

  @Override
  public boolean needsReference() {
    return true;
  }

  @Override
  public Reward reward(ResponseScore score) {
    return LogRatio.scaled(beta, score);
  }

  @Override
  public PairLoss loss(ResponseScore chosen, ResponseScore rejected) {
    Reward better = reward(chosen);
    Reward worse = reward(rejected);
    Margin right = Margin.logistic(better.value() - worse.value());
    Margin wrong = Margin.logistic(worse.value() - better.value());
    return new Margin(
            (1 - labelSmoothing) * right.value() + labelSmoothing * wrong.value(),
            (1 - labelSmoothing) * right.slope() - labelSmoothing * wrong.slope())
        .of(better, worse);
  }

  /** Collects settings, each of which may be given once. Not thread-safe. */
  public static final class Builder {

    private @Nullable Double beta;
    private @Nullable Double labelSmoothing;

    private Builder() {}

    /**
     * Gives how strongly the reference holds; 0.1 by default, as in common trainers.
     *
     * @param value above 0
     * @return this builder
     */
    public Builder beta(double value) {
      beta = Once.give("beta", beta, Once.positive("beta", value));
      return this;
    }

    /**
     * Gives the probability that a pair is the wrong way round; 0 by default.
     *
     * @param value from 0 to below 0.5
     * @return this builder
     */
    public Builder labelSmoothing(double value) {
      labelSmoothing = Once.give("labelSmoothing", labelSmoothing, checkSmoothing(value));
      return this;
    }

    /**
     * The objective as set so far.
     *
     * @return the objective
     */
    public Dpo build() {
      return new Dpo(Once.or(beta, BETA), Once.or(labelSmoothing, 0.0));
    }
  }
}
