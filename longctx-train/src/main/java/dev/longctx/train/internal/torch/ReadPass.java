package dev.longctx.train.internal.torch;

/** A batch that was read, and the way back. */
public interface ReadPass {

  /**
   * The log-probability of each target.
   *
   * @return not a copy
   */
  double[] logProbs();

  /**
   * The entropy where each target was drawn.
   *
   * @return not a copy; empty if none were asked for
   */
  double[] entropies();

  /**
   * Adds to the gradient.
   *
   * @param logProbGradient derivative of the loss by each log-probability
   * @param entropyGradient derivative by each entropy, or empty for zeros
   */
  void backward(double[] logProbGradient, double[] entropyGradient);

  /** Releases what the way back needs. Closing twice is fine. */
  void close();
}
