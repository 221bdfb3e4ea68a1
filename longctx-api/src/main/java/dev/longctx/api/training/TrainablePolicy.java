package dev.longctx.api.training;

import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import java.nio.file.Path;
import java.util.List;

/**
 * A language model whose weights can be trained. Gradients accumulate over any number of passes
 * until {@link #step}.
 *
 * <p>One thread at a time: a call waits for another thread's call to end, but a pass that one
 * thread has open is not protected from a step that another takes.
 */
public interface TrainablePolicy extends AutoCloseable {

  /**
   * Reads sequences and keeps what {@link ForwardPass#backward} needs. Several passes may be open
   * at once; none outlives the next {@link #step}.
   *
   * @param sequences at least one; the order is that of the results
   * @return the pass, to be closed
   * @throws TrainingException if a sequence is too long, has tokens outside the vocabulary, or
   *     memory runs out
   * @throws IllegalStateException if it is closed
   */
  ForwardPass forward(List<TokenSequence> sequences);

  /**
   * As {@link #forward}, with the entropies of the distributions that responses were drawn from.
   *
   * @param sequences at least one
   * @return the pass, to be closed
   * @throws TrainingException as {@link #forward}
   */
  ForwardPass forwardWithEntropies(List<TokenSequence> sequences);

  /**
   * Changes the weights by the accumulated gradient and forgets it. Where the gradient is not
   * finite, the weights stay as they are and the gradient is forgotten.
   *
   * @param optimizer how
   * @return what was done
   * @throws TrainingException if the gradient is not finite
   * @throws IllegalStateException if there is no gradient, a pass is open, or it is closed
   */
  Update step(AdamW optimizer);

  /** Forgets the accumulated gradient. */
  void discardGradient();

  /**
   * The number of updates so far, over all runs that a checkpoint continued.
   *
   * @return 0 or more
   */
  long steps();

  /**
   * The most tokens of prompt and response together.
   *
   * @return above 0
   */
  int maxTokens();

  /**
   * Scores with the weights of the moment, without a gradient. It needs no closing and ends with
   * the policy.
   *
   * @return a live view
   */
  SequenceScorer scorer();

  /**
   * A copy of the weights of the moment that scores, as a reference for what follows.
   *
   * @return a frozen copy, to be closed
   */
  SequenceScorer snapshot();

  /**
   * Writes the model as others load it: configuration, weights, tokenizer. What stood there before
   * is replaced at once or, if this fails or is killed, stays.
   *
   * @param directory is made where it is missing
   * @throws TrainingException if it cannot be written
   */
  void save(Path directory);

  /**
   * Writes all that {@link #restore} needs to go on bit by bit as if nothing had happened: weights,
   * moments, number of updates. What stood there before is replaced at once or, if this fails or is
   * killed, stays.
   *
   * @param directory is made where it is missing
   * @throws TrainingException if it cannot be written
   */
  void checkpoint(Path directory);

  /**
   * Goes back to a checkpoint of this policy. The accumulated gradient is forgotten.
   *
   * @param directory what {@link #checkpoint} wrote
   * @throws TrainingException if it is missing, damaged or another model's; the policy then is as
   *     before
   */
  void restore(Path directory);

  /**
   * Gives the weights of the moment to a running model.
   *
   * @param target takes them
   * @throws dev.longctx.api.ModelException if they are not the target's
   */
  void syncTo(WeightTarget target);

  /** Releases what the policy holds. Closing twice is fine. */
  @Override
  void close();
}
