package dev.longctx.align.objective;

import dev.longctx.align.internal.Once;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Identity preference optimization (Azar et al., 2023, equation 17): the reward is the response's
 * log-probability over that of the reference, and the loss the squared distance of the rewards'
 * difference from {@code 1 / (2 beta)}. The paper sums over tokens; common trainers, and the
 * default here, take the mean. Immutable and thread-safe.
 *
 * @param beta the paper's tau, above 0
 * @param reduction sum or mean over tokens, of policy and reference alike
 */
public record Ipo(double beta, Reduction reduction) implements PreferenceObjective {

  private static final double BETA = 0.1;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Ipo {
    Once.positive("beta", beta);
    Objects.requireNonNull(reduction, "reduction");
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
    return "IPO";
  }

  @Override
  public boolean needsReference() {
    return true;
  }

  @Override
  public Reward reward(ResponseScore score) {
    return LogRatio.scaled(reduction == Reduction.SUM ? 1 : 1.0 / score.size(), score);
  }

  @Override
  public PairLoss loss(ResponseScore chosen, ResponseScore rejected) {
    Reward better = reward(chosen);
    Reward worse = reward(rejected);
    double off = better.value() - worse.value() - 1 / (2 * beta);
    return new Margin(off * off, 2 * off).of(better, worse);
  }

  /** Collects settings, each of which may be given once. Not thread-safe. */
  public static final class Builder {

    private @Nullable Double beta;
    private @Nullable Reduction reduction;

    private Builder() {}

    /**
     * Gives the paper's tau, of which half the inverse is the difference aimed at; 0.1 by default,
     * as in common trainers.
     *
     * @param value above 0
     * @return this builder
     */
    public Builder beta(double value) {
      beta = Once.give("beta", beta, Once.positive("beta", value));
      return this;
    }

    /**
     * Gives whether tokens are summed, as in the paper, or averaged, the default.
     *
     * @param value sum or mean
     * @return this builder
     */
    public Builder reduction(Reduction value) {
      reduction = Once.give("reduction", reduction, Objects.requireNonNull(value, "reduction"));
      return this;
    }

    /**
     * The objective as set so far.
     *
     * @return the objective
     */
    public Ipo build() {
      return new Ipo(Once.or(beta, BETA), Once.or(reduction, Reduction.MEAN));
    }
  }
}
