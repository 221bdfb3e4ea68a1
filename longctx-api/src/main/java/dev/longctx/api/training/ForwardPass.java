package dev.longctx.api.training;

import java.util.List;

/**
 * Log-probabilities that can be differentiated. Holds native memory until it is closed, and belongs
 * to the thread that opened it.
 */
public interface ForwardPass extends AutoCloseable {

  /**
   * The natural log-probability of each response token, given prompt and response before it.
   *
   * @return one array a sequence, as long as its response
   */
  List<double[]> logProbs();

  /**
   * The entropy, in nats, of the distribution that each response token was drawn from.
   *
   * @return one array a sequence, as long as its response
   * @throws IllegalStateException if the pass was made without entropies
   */
  List<double[]> entropies();

  /**
   * Adds to the policy's gradient. Once a pass.
   *
   * @param logProbGradient derivative of the loss by each log-probability, in the shape of {@link
   *     #logProbs()}
   * @throws TrainingException if a derivative is not finite
   * @throws IllegalStateException if it was called before, or the pass is closed
   */
  void backward(List<double[]> logProbGradient);

  /**
   * Adds to the policy's gradient. Once a pass.
   *
   * @param logProbGradient derivative of the loss by each log-probability
   * @param entropyGradient derivative of the loss by each entropy
   * @throws TrainingException if a derivative is not finite
   * @throws IllegalStateException if it was called before, the pass is closed or has no entropies
   */
  void backward(List<double[]> logProbGradient, List<double[]> entropyGradient);

  /** Releases the memory. Closing twice is fine. */
  @Override
  void close();
}
