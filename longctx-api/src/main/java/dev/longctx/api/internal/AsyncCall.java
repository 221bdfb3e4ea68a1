package dev.longctx.api.internal;

import dev.longctx.api.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Ties a future to a blocking call so that ending the one ends the other. */
public final class AsyncCall {

  private AsyncCall() {}

  /**
   * Starts a call.
   *
   * @param <T> what the call returns
   * @param call blocks, and stops where it is cancelled
   * @param executor runs the call
   * @return the result to come; ending it in another way cancels the call
   */
  public static <T> CompletableFuture<T> start(Function<Cancellation, T> call, Executor executor) {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<T> future = new CompletableFuture<>();
    var unused = future.whenComplete((result, failure) -> cancellation.cancel());
    executor.execute(() -> complete(future, call, cancellation));
    return future;
  }

  // Errors too must reach the future, or its owner would wait for ever.
  private static <T> void complete(
      CompletableFuture<T> future, Function<Cancellation, T> call, Cancellation cancellation) {
    try {
      if (!future.isDone()) {
        future.complete(call.apply(cancellation));
      }
    } catch (Throwable failure) {
      future.completeExceptionally(failure);
    }
  }
}
