package dev.longctx.reason.reward;

import dev.longctx.api.Cancellation;

/** Says whether two answers to a question are the same. Implementations are thread-safe. */
@FunctionalInterface
public interface Judge {

  /**
   * Compares two answers on this thread.
   *
   * @param question the question alone, without the documents
   * @param prediction the answer that was given; untrusted
   * @param gold the right one
   * @param cancellation ends the call early from another thread
   * @return the verdict, or why there is none
   * @throws java.util.concurrent.CancellationException if it was cancelled
   * @throws IllegalStateException if the model underneath is closed
   */
  JudgeVerdict judge(String question, String prediction, String gold, Cancellation cancellation);
}
