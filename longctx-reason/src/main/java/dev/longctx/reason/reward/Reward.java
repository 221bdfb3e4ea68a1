package dev.longctx.reason.reward;

import dev.longctx.api.Cancellation;

/** Says how right a response is. Implementations are thread-safe. */
@FunctionalInterface
public interface Reward {

  /**
   * Scores a response on this thread.
   *
   * @param attempt question, response and gold answers
   * @param cancellation ends the call early from another thread
   * @return its score, 0 to 1, or none where it could not be told
   * @throws IllegalArgumentException if a gold answer cannot be one to such a question
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  RewardScore score(Attempt attempt, Cancellation cancellation);

  /**
   * Scores a response without a way to cancel.
   *
   * @param attempt question, response and gold answers
   * @return its score
   */
  default RewardScore score(Attempt attempt) {
    return score(attempt, new Cancellation());
  }
}
