package dev.longctx.compress;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionListener;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Compressor;
import dev.longctx.compress.internal.pipeline.CompressionPipeline;
import dev.longctx.compress.internal.pipeline.Lifecycle;
import dev.longctx.compress.internal.pipeline.Listeners;
import dev.longctx.compress.internal.ranking.GivenRanking;
import dev.longctx.compress.internal.ranking.RankingScorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compresses by a {@link UnitRanker} of the caller's: the same units, budgets and spans as every
 * compressor, with scores from elsewhere.
 *
 * <p>Only budgets in tokens and keep ratios are served, since nothing is known of the scores'
 * scale. The instruction is ignored. A ranker that throws, gives another number of scores than
 * there are units, or one that is not finite, is a failure like any other: the request's policy
 * decides. Thread-safe and immutable.
 */
public final class RankingCompressor implements Compressor {

  private final CompressionPipeline pipeline;
  private final Lifecycle lifecycle = new Lifecycle("compressor");

  private RankingCompressor(Builder builder, UnitRanker ranker) {
    TokenCounter given = builder.tokenCounter;
    TokenCounter counter = given == null ? TokenCounter.approximate() : given;
    RankingScorer scorer = new RankingScorer("a ranking compressor", new GivenRanking(ranker));
    pipeline =
        new CompressionPipeline(scorer, counter, Long.MAX_VALUE, new Listeners(builder.listeners));
  }

  /**
   * A compressor to configure; only the ranker has no default.
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

  /** Refuses further calls. The ranker stays the caller's to close. */
  @Override
  public void close() {
    lifecycle.close(() -> {});
  }

  /** Configures a compressor; each setting may be given once. Not thread-safe. */
  public static final class Builder {

    private @Nullable UnitRanker ranker;
    private @Nullable TokenCounter tokenCounter;
    private final List<CompressionListener> listeners = new ArrayList<>();

    private Builder() {}

    /**
     * What scores the units.
     *
     * @param ranker a thread-safe ranker, which stays the caller's
     * @return this
     */
    public Builder ranker(UnitRanker ranker) {
      if (this.ranker != null) {
        throw new IllegalStateException("ranker was already given");
      }
      this.ranker = Objects.requireNonNull(ranker, "ranker");
      return this;
    }

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
     * @throws IllegalStateException if there is no ranker
     */
    public RankingCompressor build() {
      if (ranker == null) {
        throw new IllegalStateException("expected a ranker, found none");
      }
      return new RankingCompressor(this, ranker);
    }
  }
}
