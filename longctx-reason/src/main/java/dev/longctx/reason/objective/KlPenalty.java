package dev.longctx.reason.objective;

import java.util.Objects;

/**
 * What a policy pays for moving away from a reference (QwenLong-L1, arXiv 2505.17667, equation 2).
 *
 * @param estimator how the divergence is estimated, token by token
 * @param coefficient the paper's beta, from 0; with 0 the divergence is only measured
 */
public record KlPenalty(KlEstimator estimator, double coefficient) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the coefficient is outside its range
   */
  public KlPenalty {
    Objects.requireNonNull(estimator, "estimator");
    Ranges.notNegative("coefficient", coefficient);
  }

  /**
   * Measures the divergence without a penalty.
   *
   * @param estimator how it is estimated
   * @return a penalty with the coefficient 0
   */
  public static KlPenalty measured(KlEstimator estimator) {
    return new KlPenalty(estimator, 0);
  }
}
