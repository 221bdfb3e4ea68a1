package dev.longctx.reason.objective;

/**
 * The part of one response in the loss of its update, with its gradient, and what was measured on
 * the way. Parts and their measures add up. Immutable: arrays are copied in and out.
 *
 * @param value sum over tokens of the weighted losses
 * @param logProbSlopes derivative of the value by each token's log-probability under the policy
 * @param entropySlopes derivative of the value by each token's entropy; empty where the loss has no
 *     entropy bonus
 * @param clipped how many tokens' ratios were clipped, and so have no gradient from the advantage
 * @param behaviourKl sum over tokens of the estimated {@code KL(behaviour || policy)}, by {@link
 *     KlEstimator#LOW_VARIANCE}: how far updates moved the policy from the one that sampled, in
 *     nats, not weighted
 * @param referenceKl sum over tokens of the estimated divergence from the reference, in nats, not
 *     weighted; NaN where it is not measured
 * @param entropy sum over tokens of the entropies, in nats, not weighted; NaN where they were not
 *     given
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TokenLoss(
    double value,
    double[] logProbSlopes,
    double[] entropySlopes,
    int clipped,
    double behaviourKl,
    double referenceKl,
    double entropy) {

  /** Copies the arrays. */
  public TokenLoss {
    logProbSlopes = logProbSlopes.clone();
    entropySlopes = entropySlopes.clone();
  }

  @Override
  public double[] logProbSlopes() {
    return logProbSlopes.clone();
  }

  @Override
  public double[] entropySlopes() {
    return entropySlopes.clone();
  }
}
