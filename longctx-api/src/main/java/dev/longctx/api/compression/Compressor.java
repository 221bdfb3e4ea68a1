package dev.longctx.api.compression;

import dev.longctx.api.Cancellation;
import dev.longctx.api.internal.AsyncCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Reduces documents to the spans that an instruction and a query need.
 *
 * <p>The contract of every implementation, once it is built:
 *
 * <ul>
 *   <li>the result never has more tokens than the documents, and a {@link Compressed} one never
 *       more than a token budget;
 *   <li>all documents are in the result, in order; spans are exact source ranges;
 *   <li>a failure is typed: the request's {@link FailurePolicy} turns it into {@link Unchanged},
 *       {@link Truncated} or a {@link CompressionException};
 *   <li>a request that this compressor can never serve (a granularity or budget it does not have)
 *       is an {@link IllegalArgumentException}.
 * </ul>
 *
 * <p>Compression is no sanitising: documents are untrusted, and text that was written to look
 * relevant is more likely to be kept.
 *
 * <p>Implementations are thread-safe: build one an application and share it. They hold native
 * resources until {@link #close()}, which waits for running calls.
 */
public interface Compressor extends AutoCloseable {

  /**
   * Compresses on this thread and the compressor's workers.
   *
   * @param request what to compress and how far
   * @param cancellation ends the call early from another thread
   * @return the outcome
   * @throws java.util.concurrent.CancellationException if it was cancelled or the calling thread
   *     interrupted, whose flag stays set
   * @throws CompressionException if it failed and the request asks for {@link FailurePolicy#THROW}
   * @throws IllegalArgumentException if this compressor cannot serve such requests
   * @throws IllegalStateException if it is closed
   */
  Compression compress(CompressionRequest request, Cancellation cancellation);

  /**
   * Compresses without a way to cancel.
   *
   * @param request what to compress and how far
   * @return the outcome
   * @throws CompressionException if it failed and the request asks for {@link FailurePolicy#THROW}
   * @throws IllegalArgumentException if this compressor cannot serve such requests
   * @throws IllegalStateException if it is closed
   */
  default Compression compress(CompressionRequest request) {
    return compress(request, new Cancellation());
  }

  /**
   * Compresses on an executor. Cancelling the future, or completing it in another way such as
   * {@link CompletableFuture#orTimeout}, stops the work, inside a model run too.
   *
   * @param request what to compress and how far
   * @param executor runs the call
   * @return the outcome to come, or the exception that {@link #compress(CompressionRequest,
   *     Cancellation)} throws
   * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more calls
   */
  default CompletableFuture<Compression> compressAsync(
      CompressionRequest request, Executor executor) {
    return AsyncCall.start(cancellation -> compress(request, cancellation), executor);
  }

  /** Releases what the compressor holds. Closing twice is fine. */
  @Override
  void close();
}
