package dev.longctx.align.objective;

import java.util.Arrays;

/**
 * How likely a response is under one context. Immutable: the array is copied in and out.
 *
 * @param logProbs log-probability of each response token under the policy, at least one, finite
 * @param reference sum of the response's log-probabilities under the reference, where the objective
 *     has one; NaN otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // scores are never compared
public record ResponseScore(double[] logProbs, double reference) {

  /** Checks and copies the components. */
  public ResponseScore {
    logProbs = logProbs.clone();
    if (logProbs.length == 0) {
      throw new IllegalArgumentException("logProbs: expected at least one, found none");
    }
    for (double logProb : logProbs) {
      if (!Double.isFinite(logProb)) {
        throw new IllegalArgumentException("logProbs: expected finite ones, found " + logProb);
      }
    }
  }

  /**
   * A score without a reference.
   *
   * @param logProbs log-probability of each token under the policy
   * @return the score
   */
  public static ResponseScore of(double... logProbs) {
    return new ResponseScore(logProbs, Double.NaN);
  }

  @Override
  public double[] logProbs() {
    return logProbs.clone();
  }

  /**
   * The number of tokens.
   *
   * @return above 0
   */
  public int size() {
    return logProbs.length;
  }

  /**
   * The log-probability of the whole response.
   *
   * @return the sum over tokens
   */
  public double sum() {
    return Arrays.stream(logProbs).sum();
  }

  /**
   * The mean log-probability of a token.
   *
   * @return the sum by the number of tokens
   */
  public double mean() {
    return sum() / logProbs.length;
  }
}
