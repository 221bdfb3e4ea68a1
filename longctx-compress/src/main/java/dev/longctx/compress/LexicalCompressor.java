package dev.longctx.compress;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionListener;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Compressor;
import dev.longctx.compress.internal.lexical.LexicalRanking;
import dev.longctx.compress.internal.pipeline.CompressionPipeline;
import dev.longctx.compress.internal.pipeline.Lifecycle;
import dev.longctx.compress.internal.pipeline.Listeners;
import dev.longctx.compress.internal.ranking.RankingScorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compresses without a model: BM25 ranks sentences, paragraphs or documents by the words they share
 * with the query. An honest floor for critics to beat, and a choice where no model may run.
 *
 * <p>Scores depend on the whole input, so only budgets in tokens and keep ratios are served, and a
 * unit that shares no word with the query is never kept. The instruction is ignored. Thread-safe
 * and immutable.
 */
public final class LexicalCompressor implements Compressor {

  private final CompressionPipeline pipeline;
  private final Lifecycle lifecycle = new Lifecycle("compressor");

  private LexicalCompressor(Builder builder) {
    TokenCounter given = builder.tokenCounter;
    TokenCounter counter = given == null ? TokenCounter.approximate() : given;
    pipeline =
        new CompressionPipeline(
            new RankingScorer("a lexical compressor", new LexicalRanking()),
            counter,
            Long.MAX_VALUE,
            new Listeners(builder.listeners));
  }

  /**
   * A compressor to configure; everything has a default.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the request asks for words or model spans, or for a budget
   *     other than tokens or a keep ratio
   */
  @Override
  public Compression compress(CompressionRequest request, Cancellation cancellation) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(cancellation, "cancellation");
    return lifecycle.call(() -> pipeline.compress(request, cancellation));
  }

  @Override
  public void close() {
    lifecycle.close(() -> {});
  }

  /** Configures a compressor; each setting may be given once. Not thread-safe. */
  public static final class Builder {

    private @Nullable TokenCounter tokenCounter;
    private final List<CompressionListener> listeners = new ArrayList<>();

    private Builder() {}

    /**
     * Whose tokens budgets count in where a request does not say; {@link
     * TokenCounter#approximate()} by default.
     *
     * @param tokenCounter a thread-safe counter
     * @return this
     */
    public Builder tokenCounter(TokenCounter tokenCounter) {
      if (this.tokenCounter != null) {
        throw new IllegalStateException("tokenCounter was already given");
      }
      this.tokenCounter = Objects.requireNonNull(tokenCounter, "tokenCounter");
      return this;
    }

    /**
     * One more listener.
     *
     * @param listener a thread-safe listener
     * @return this
     */
    public Builder listener(CompressionListener listener) {
      listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * The compressor.
     *
     * @return a compressor that holds no native resource
     */
    public LexicalCompressor build() {
      return new LexicalCompressor(this);
    }
  }
}
