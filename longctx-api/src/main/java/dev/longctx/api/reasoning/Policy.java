package dev.longctx.api.reasoning;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.Prompt;

/** Answers questions from texts. Implementations are thread-safe. */
public interface Policy extends AutoCloseable {

  /**
   * Answers on this thread.
   *
   * @param question the question
   * @param reading what to answer from
   * @param cancellation ends the call early from another thread
   * @param listener watches
   * @return the answer with all its candidates
   * @throws dev.longctx.api.model.GenerationException if the model fails, or the prompt is too long
   *     and the policy's rule is to refuse it
   * @throws java.util.concurrent.CancellationException if it was cancelled
   * @throws IllegalStateException if it is closed
   */
  Answer answer(
      String question, Reading reading, Cancellation cancellation, PolicyListener listener);

  /**
   * The prompt that this policy puts to its model for a reading that fits, whatever its length.
   *
   * @param question the question
   * @param reading what to answer from
   * @return the prompt, of the whole reading
   */
  Prompt prompt(String question, Reading reading);

  /**
   * Counts tokens as the policy's model does.
   *
   * @return a counter for budgets
   * @throws IllegalStateException if it is closed
   */
  TokenCounter tokenCounter();

  /** Releases what the policy holds. Closing twice is fine. */
  @Override
  void close();
}
