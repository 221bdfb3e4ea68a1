package dev.longctx.api.model;

import dev.longctx.api.Cancellation;
import java.util.List;

/** A model that says how likely given responses are. Implementations are thread-safe. */
public interface SequenceScorer extends AutoCloseable {

  /**
   * The natural log-probability of each response token, given prompt and response before it.
   *
   * @param sequences any number; those that share a prompt may share the work of reading it
   * @param cancellation ends the call early from another thread
   * @return one array a sequence, in order, as long as its response
   * @throws GenerationException if a sequence is too long, has tokens outside the vocabulary, or
   *     the model gives no numbers
   * @throws java.util.concurrent.CancellationException if it was cancelled
   * @throws IllegalStateException if it is closed
   */
  List<float[]> logProbs(List<TokenSequence> sequences, Cancellation cancellation);

  /** Releases what the scorer holds. Closing twice is fine. */
  @Override
  void close();
}
