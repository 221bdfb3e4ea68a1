package dev.longctx.runs;

import dev.longctx.api.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Ties a future to a blocking call so that ending the one ends the other. */
public final class AsyncCall {

  private AsyncCall() {}

  /** Starts a call; ending its future in another way cancels it. */
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
