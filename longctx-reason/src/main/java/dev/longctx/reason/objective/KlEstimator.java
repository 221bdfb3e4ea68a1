package dev.longctx.reason.objective;

/**
 * How the divergence of a policy from a reference is estimated from the tokens that the policy
 * sampled (Schulman, Approximating KL Divergence, 2020). With {@code d} the log-probability of a
 * token under the reference less that under the policy, the mean of these numbers over sampled
 * tokens estimates {@code KL(policy || reference)}.
 */
public enum KlEstimator {
  /**
   * Schulman's k1, {@code -d}: unbiased, of high variance, negative at times. As a loss it pulls
   * nowhere: the expectation of its gradient is 0.
   */
  PLAIN {
    @Override
    double of(double d) {
      return -d;
    }

    @Override
    double slopeOf(double d) {
      return 1;
    }
  },
  /**
   * Schulman's k2, {@code d^2 / 2}: never negative and of low variance, but biased. The expectation
   * of its gradient is that of the divergence.
   */
  SQUARED {
    @Override
    double of(double d) {
      return d * d / 2;
    }

    @Override
    double slopeOf(double d) {
      return -d;
    }
  },
  /**
   * Schulman's k3, {@code e^d - d - 1}: unbiased, never negative and of low variance (GRPO, arXiv
   * 2402.03300, equation 4). The expectation of its gradient is that of {@code KL(reference ||
   * policy)}. As in QwenLong-L1's released code, it is at most 10, and flat there.
   */
  LOW_VARIANCE {
    @Override
    double of(double d) {
      return Math.min(MOST, unbounded(d));
    }

    @Override
    double slopeOf(double d) {
      return unbounded(d) <= MOST ? -Math.expm1(d) : 0;
    }

    private static double unbounded(double d) {
      return Math.expm1(d) - d;
    }
  };

  private static final double MOST = 10;

  /**
   * The estimate of one token.
   *
   * @param logProb log-probability under the policy that sampled it, finite
   * @param reference log-probability under the reference, finite
   * @return in nats
   */
  public double value(double logProb, double reference) {
    return of(reference - logProb);
  }

  /**
   * The derivative of {@link #value} by the log-probability under the policy.
   *
   * @param logProb log-probability under the policy that sampled it, finite
   * @param reference log-probability under the reference, finite
   * @return the derivative
   */
  public double slope(double logProb, double reference) {
    return slopeOf(reference - logProb);
  }

  abstract double of(double d);

  abstract double slopeOf(double d);
}
