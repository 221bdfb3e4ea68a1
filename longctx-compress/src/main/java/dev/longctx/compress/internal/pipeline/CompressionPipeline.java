package dev.longctx.compress.internal.pipeline;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;

/** The frame of every compressor's call around its {@link UnitScorer}. Thread-safe. */
public final class CompressionPipeline {

  private final UnitScorer scorer;
  private final TokenCounter defaultCounter;
  private final long maxCharacters;
  private final Listeners listeners;

  /**
   * A pipeline.
   *
   * @param scorer scores units
   * @param defaultCounter counts where the request brings no counter
   * @param maxCharacters larger inputs are refused as a failure
   * @param listeners who is told
   */
  public CompressionPipeline(
      UnitScorer scorer, TokenCounter defaultCounter, long maxCharacters, Listeners listeners) {
    this.scorer = scorer;
    this.defaultCounter = defaultCounter;
    this.maxCharacters = maxCharacters;
    this.listeners = listeners;
  }

  /** Compresses as {@link dev.longctx.api.compression.Compressor#compress} says. */
  public Compression compress(CompressionRequest request, Cancellation cancellation) {
    scorer.check(request);
    listeners.notify(l -> l.started(request));
    try (CallControl control = new CallControl(cancellation, request.deadline())) {
      Compression result = run(request, control);
      listeners.notify(l -> l.finished(request, result));
      return result;
    } catch (RuntimeException | Error failure) {
      listeners.notify(l -> l.failed(request, failure));
      throw failure;
    }
  }

  private Compression run(CompressionRequest request, CallControl control) {
    TokenCounter counter = nonNegative(request.tokenCounter().orElse(defaultCounter));
    CompressionCall call = new CompressionCall(request, control, scorer, counter);
    try {
      return call.run(maxCharacters);
    } catch (CompressionFailure failure) {
      return call.recover(failure);
    }
  }

  /** A negative count would make any text fit any budget. */
  private static TokenCounter nonNegative(TokenCounter counter) {
    return text -> {
      int tokens = counter.count(text);
      if (tokens < 0) {
        throw new IllegalStateException("expected a count of at least 0, found " + tokens);
      }
      return tokens;
    };
  }
}
