package dev.longctx.reason.reinforce;

/**
 * What the updates of one step did. A number that was not measured is NaN. Shares and means over
 * tokens are over the responses that were read, which are those that a loss depends on: those
 * without advantage are left out where there is neither an entropy bonus nor a reference.
 *
 * @param updates how often the weights changed
 * @param loss mean loss of the updates, each before its change
 * @param gradientNorm Euclidean norm of the gradient before clipping, mean over the updates
 * @param clipFraction share of response tokens whose gradient the ratio's bound cut off, 0 to 1
 * @param behaviourKl estimated KL divergence between the policy that is trained and the one that
 *     sampled, mean over response tokens, in nats
 * @param referenceKl estimated KL divergence from the reference policy, mean over response tokens,
 *     in nats
 * @param mismatch mean absolute difference, before any update, between log-probabilities by the
 *     trained policy's engine and by the engine that sampled, in nats a token
 * @param mismatchMax the largest such difference of a token, in nats
 * @param learningRate rate of the last update
 * @param tokens of all prompts and responses that were read for the updates
 * @param seconds wall-clock time of the updates
 */
public record UpdateMetrics(
    int updates,
    double loss,
    double gradientNorm,
    double clipFraction,
    double behaviourKl,
    double referenceKl,
    double mismatch,
    double mismatchMax,
    double learningRate,
    long tokens,
    double seconds) {

  /**
   * A step that changed nothing.
   *
   * @return no update, nothing measured
   */
  public static UpdateMetrics none() {
    double none = Double.NaN;
    return new UpdateMetrics(0, none, none, none, none, none, none, none, none, 0, 0);
  }
}
