package dev.longctx.compress;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionListener;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Compressor;
import dev.longctx.compress.internal.critic.CriticScorer;
import dev.longctx.compress.internal.critic.ScoringOptions;
import dev.longctx.compress.internal.critic.WorkerPool;
import dev.longctx.compress.internal.pipeline.CompressionPipeline;
import dev.longctx.compress.internal.pipeline.Lifecycle;
import dev.longctx.compress.internal.pipeline.Listeners;
import dev.longctx.onnx.Device;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.critic.Critic;
import dev.longctx.onnx.critic.CriticSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compresses with a token critic, as QwenLong-CPRS does: documents are cut into windows, the critic
 * scores every token of every window for the instruction and the query, windows run in parallel,
 * and one selection over all of them keeps the best units (sections 3 to 5 of the paper).
 *
 * <p>Thread-safe and immutable; build one an application. It holds native memory and worker threads
 * until it is closed.
 */
public final class CriticCompressor implements Compressor {

  private final CriticSession session;
  private final WorkerPool workers;
  private final CompressionPipeline pipeline;
  private final Lifecycle lifecycle = new Lifecycle("compressor");

  private CriticCompressor(Builder builder) {
    OnnxOptions options = builder.onnxOptions();
    Critic critic = builder.checkedCritic();
    session = critic.open(options);
    workers = new WorkerPool(builder.workersOn(options.device()));
    Listeners listeners = new Listeners(builder.listeners);
    CriticScorer scorer =
        new CriticScorer(session, builder.scoringOptions(options.device()), workers, listeners);
    pipeline =
        new CompressionPipeline(scorer, builder.counter(), builder.characterLimit(), listeners);
  }

  /**
   * A compressor to configure. Only the critic has no default.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the request asks for {@link
   *     dev.longctx.api.compression.Granularity#MODEL_SPANS} and the critic has other labels than
   *     begin, inside, outside and end
   */
  @Override
  public Compression compress(CompressionRequest request, Cancellation cancellation) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(cancellation, "cancellation");
    refuseOwnThreads("called");
    return lifecycle.call(() -> pipeline.compress(request, cancellation));
  }

  @Override
  public void close() {
    refuseOwnThreads("closed");
    lifecycle.close(
        () -> {
          workers.close();
          session.close();
        });
  }

  /** A listener on a worker would wait for itself. */
  private void refuseOwnThreads(String verb) {
    if (workers.isOwnThread()) {
      throw new IllegalStateException(
          "compressor cannot be " + verb + " by a listener on one of its workers");
    }
  }

  /**
   * Configures a compressor. Each setting may be given once; a second time, or one that contradicts
   * an earlier one, is an {@link IllegalStateException} at once. Not thread-safe.
   */
  public static final class Builder {

    /** Characters that one call accepts by default, all documents together. */
    public static final long DEFAULT_MAX_CHARACTERS = 200_000_000;

    /** Tokens of one padded batch by default on CUDA. */
    public static final int DEFAULT_CUDA_BATCH_TOKENS = 16_384;

    private @Nullable Critic critic;
    private @Nullable Device device;
    private @Nullable OnnxOptions onnx;
    private @Nullable Integer workers;
    private @Nullable Integer batchTokens;
    private @Nullable Long maxCharacters;
    private @Nullable Windowing windowing;
    private @Nullable SpanDecoding spanDecoding;
    private @Nullable TokenCounter tokenCounter;
    private final List<CompressionListener> listeners = new ArrayList<>();

    private Builder() {}

    /**
     * The critic; it is opened by {@link #build()} and closed with the compressor.
     *
     * @param critic a verified critic
     * @return this
     */
    public Builder critic(Critic critic) {
      this.critic = once("critic", this.critic, critic);
      return this;
    }

    /**
     * Where the critic runs; the CPU by default. Not to be mixed with {@link #onnx}.
     *
     * @param device the device
     * @return this
     */
    public Builder device(Device device) {
      if (onnx != null) {
        throw new IllegalStateException("device cannot be combined with onnx, which has its own");
      }
      this.device = once("device", this.device, device);
      return this;
    }

    /**
     * Device, threads and memory of ONNX Runtime. Not to be mixed with {@link #device}.
     *
     * @param onnx the options
     * @return this
     */
    public Builder onnx(OnnxOptions onnx) {
      if (device != null) {
        throw new IllegalStateException("onnx cannot be combined with device");
      }
      this.onnx = once("onnx", this.onnx, onnx);
      return this;
    }

    /**
     * How many windows or batches run at once, over all calls together: rho in the paper's cost
     * formula. By default one a processor on the CPU and one on CUDA.
     *
     * @param workers at least 1
     * @return this
     */
    public Builder workers(int workers) {
      this.workers = once("workers", this.workers, atLeast("workers", workers, 1));
      return this;
    }

    /**
     * Windows that run together, as tokens of the padded batch: 0 for one window a run, the default
     * on the CPU, where batches gain nothing; {@value #DEFAULT_CUDA_BATCH_TOKENS} on CUDA.
     * Dynamically quantised critics run one window at a time whatever is set, because in a batch
     * windows would change each other's scores.
     *
     * @param batchTokens tokens of the critic's tokenizer, at least 0
     * @return this
     */
    public Builder batchTokens(int batchTokens) {
      this.batchTokens =
          once("batchTokens", this.batchTokens, atLeast("batchTokens", batchTokens, 0));
      return this;
    }

    /**
     * The most characters one call accepts, all documents together; {@value
     * #DEFAULT_MAX_CHARACTERS} by default. More is {@link
     * dev.longctx.api.compression.Reason#INPUT_TOO_LARGE}.
     *
     * @param maxCharacters UTF-16 code units, at least 1
     * @return this
     */
    public Builder maxCharacters(long maxCharacters) {
      if (maxCharacters < 1) {
        throw new IllegalArgumentException(
            "maxCharacters must be at least 1, found " + maxCharacters);
      }
      this.maxCharacters = once("maxCharacters", this.maxCharacters, maxCharacters);
      return this;
    }

    /**
     * Where windows are cut; {@link Windowing#SENTENCES} by default.
     *
     * @param windowing the rule
     * @return this
     */
    public Builder windowing(Windowing windowing) {
      this.windowing = once("windowing", this.windowing, windowing);
      return this;
    }

    /**
     * How labels become spans; {@link SpanDecoding#DEFAULT} by default.
     *
     * @param spanDecoding the settings
     * @return this
     */
    public Builder spanDecoding(SpanDecoding spanDecoding) {
      this.spanDecoding = once("spanDecoding", this.spanDecoding, spanDecoding);
      return this;
    }

    /**
     * Whose tokens budgets count in where a request does not say; {@link
     * TokenCounter#approximate()} by default. Give the target model's tokenizer.
     *
     * @param tokenCounter a thread-safe counter
     * @return this
     */
    public Builder tokenCounter(TokenCounter tokenCounter) {
      this.tokenCounter = once("tokenCounter", this.tokenCounter, tokenCounter);
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
     * Opens the critic.
     *
     * @return a compressor to close when done
     * @throws IllegalStateException if no critic was given
     * @throws dev.longctx.api.ModelException if the critic cannot be opened on the device
     */
    public CriticCompressor build() {
      return new CriticCompressor(this);
    }

    private Critic checkedCritic() {
      if (critic == null) {
        throw new IllegalStateException("critic must be given");
      }
      return critic;
    }

    private OnnxOptions onnxOptions() {
      if (onnx != null) {
        return onnx;
      }
      return device == null ? OnnxOptions.defaults() : OnnxOptions.builder().device(device).build();
    }

    private int workersOn(Device target) {
      int processors = Runtime.getRuntime().availableProcessors();
      return orElse(workers, target instanceof Device.Cuda ? 1 : processors);
    }

    private ScoringOptions scoringOptions(Device target) {
      return new ScoringOptions(
          workersOn(target),
          orElse(batchTokens, target instanceof Device.Cuda ? DEFAULT_CUDA_BATCH_TOKENS : 0),
          orElse(windowing, Windowing.SENTENCES),
          orElse(spanDecoding, SpanDecoding.DEFAULT));
    }

    private TokenCounter counter() {
      return orElse(tokenCounter, TokenCounter.approximate());
    }

    private long characterLimit() {
      return orElse(maxCharacters, DEFAULT_MAX_CHARACTERS);
    }

    private static <T> T orElse(@Nullable T value, T fallback) {
      return value == null ? fallback : value;
    }

    private static int atLeast(String name, int value, int least) {
      if (value < least) {
        throw new IllegalArgumentException(
            name + " must be at least " + least + ", found " + value);
      }
      return value;
    }

    private static <T> T once(String name, @Nullable T present, T value) {
      if (present != null) {
        throw new IllegalStateException(name + " was already given");
      }
      return Objects.requireNonNull(value, name);
    }
  }
}
