package dev.longctx.api.reasoning;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Prompt;

/** Compares what a policy answered with the whole documents. Implementations are thread-safe. */
public interface Aligner {

  /**
   * Adds to an answer its {@link Answer#alignment()}, and may choose another of its candidates by
   * it. A model that fails leads to {@link Alignment.Unmeasured}, not to an exception.
   *
   * @param answer an answer from a compressed reading
   * @param full the prompt that the policy would have put to its model for the whole documents
   * @param cancellation ends the call early from another thread
   * @return the answer with its alignment
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  Answer align(Answer answer, Prompt full, Cancellation cancellation);
}
