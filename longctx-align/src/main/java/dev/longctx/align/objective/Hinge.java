package dev.longctx.align.objective;

import dev.longctx.align.internal.Once;

/**
 * The hinge loss of calibrated sequence likelihoods (SLiC-HF, Zhao et al., 2023), on rewards
 * relative to a reference as in Liu et al. (2023, RSO): {@code max(0, 1 - margin)}, with the reward
 * of {@link Dpo}. At the kink the derivative is 0. Immutable and thread-safe.
 *
 * @param beta how strongly the reference holds, above 0
 */
public record Hinge(double beta) implements PreferenceObjective {

  private static final double BETA = 0.1;

  /**
   * Checks the component.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public Hinge {
    Once.positive("beta", beta);
  }

  /**
   * The objective with a beta of 0.1, as in common trainers.
   *
   * @return the objective
   */
  public static Hinge standard() {
    return new Hinge(BETA);
  }

  @Override
  public String name() {
    return "hinge";
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
    double missing = 1 - (better.value() - worse.value());
    return (missing > 0 ? new Margin(missing, -1) : new Margin(0, 0)).of(better, worse);
  }
}
