package dev.longctx.api.model;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.internal.AsyncCall;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * A model that generates text. Implementations are thread-safe and hold resources until {@link
 * #close()}, which waits for running calls.
 */
public interface LanguageModel extends AutoCloseable {

  /**
   * Generates on this thread.
   *
   * @param request what to generate
   * @param cancellation ends the call early from another thread
   * @param listener reads along; what it throws ends the call and is thrown
   * @return the completions
   * @throws GenerationException if it fails
   * @throws java.util.concurrent.CancellationException if it was cancelled or the calling thread
   *     interrupted, whose flag stays set
   * @throws IllegalArgumentException if this model cannot serve such requests
   * @throws IllegalStateException if it is closed
   */
  Generation generate(
      GenerationRequest request, Cancellation cancellation, GenerationListener listener);

  /**
   * Counts the tokens of a text as this model reads it.
   *
   * @return a counter, an estimate where the model's tokenizer is out of reach
   */
  TokenCounter tokenCounter();

  /**
   * The tokens of a whole prompt, control tokens and template included.
   *
   * @param prompt the prompt
   * @return the count, an estimate where {@link #tokenCounter()} is one
   */
  int countTokens(Prompt prompt);

  /**
   * The most tokens of prompt and completion together.
   *
   * @return the bound, or empty where it is unknown
   */
  OptionalInt maxTokens();

  /**
   * Generates without a way to cancel.
   *
   * @param request what to generate
   * @return the completions
   */
  default Generation generate(GenerationRequest request) {
    return generate(request, new Cancellation(), GenerationListener.NONE);
  }

  /**
   * Generates for several requests. Models that gain from it read and write several at once.
   *
   * @param requests what to generate
   * @param cancellation ends the call early from another thread
   * @return one result a request, in order
   */
  default List<Generation> generateAll(
      List<GenerationRequest> requests, Cancellation cancellation) {
    List<Generation> results = new ArrayList<>();
    for (GenerationRequest request : requests) {
      results.add(generate(request, cancellation, GenerationListener.NONE));
    }
    return results;
  }

  /**
   * Generates on an executor. Cancelling the future, or completing it in another way, stops the
   * work.
   *
   * @param request what to generate
   * @param executor runs the call
   * @return the completions to come
   * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more calls
   */
  default CompletableFuture<Generation> generateAsync(
      GenerationRequest request, Executor executor) {
    return AsyncCall.start(
        cancellation -> generate(request, cancellation, GenerationListener.NONE), executor);
  }

  /**
   * Generates while a subscriber reads along. Each subscription is a generation of its own on the
   * executor, which waits where the subscriber asks for no more; cancelling the subscription stops
   * it. A subscriber that throws counts as one that has cancelled.
   *
   * @param request what to generate
   * @param executor runs the generation, on another thread than the one that subscribes
   * @return a publisher of text pieces and, last, the whole result
   */
  default Flow.Publisher<GenerationEvent> stream(GenerationRequest request, Executor executor) {
    return new GenerationPublisher(this, request, executor);
  }

  /** Releases what the model holds. Closing twice is fine. */
  @Override
  void close();
}
