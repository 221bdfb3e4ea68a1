package dev.longctx.api.compression;

import dev.longctx.api.Cancellation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Ties a future to a blocking call so that ending the one ends the other. */
final class AsyncCompression {

  private AsyncCompression() {}

  static CompletableFuture<Compression> start(
      Compressor compressor, CompressionRequest request, Executor executor) {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<Compression> future = new CompletableFuture<>();
    var unused = future.whenComplete((result, failure) -> cancellation.cancel());
    executor.execute(() -> complete(future, compressor, request, cancellation));
    return future;
  }

  // Errors too must reach the future, or its owner would wait for ever.
  private static void complete(
      CompletableFuture<Compression> future,
      Compressor compressor,
      CompressionRequest request,
      Cancellation cancellation) {
    try {
      if (!future.isDone()) {
        future.complete(compressor.compress(request, cancellation));
      }
    } catch (Throwable failure) {
      future.completeExceptionally(failure);
    }
  }
}
