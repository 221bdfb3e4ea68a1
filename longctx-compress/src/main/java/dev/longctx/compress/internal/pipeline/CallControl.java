package dev.longctx.compress.internal.pipeline;

import dev.longctx.api.Cancellation;
import dev.longctx.api.compression.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Tells the stages of one call whether to go on. Thread-safe. */
public final class CallControl {

  private static final long FOREVER = Long.MAX_VALUE;

  private final Cancellation cancellation;
  private final long start;
  private final long allowed;

  /** Starts the clock of a call. */
  public CallControl(Cancellation cancellation, Optional<Duration> deadline) {
    this.cancellation = cancellation;
    this.start = System.nanoTime();
    this.allowed = deadline.map(CallControl::nanos).orElse(FOREVER);
  }

  private static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return FOREVER;
    }
  }

  /**
   * Ends the call where it must not go on.
   *
   * @throws CancellationException if it was cancelled or its thread interrupted
   * @throws CompressionFailure if the deadline passed
   */
  public void check() {
    cancellation.throwIfCancelled();
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the calling thread was interrupted");
    }
    if (remainingNanos() <= 0) {
      throw deadlineExceeded();
    }
  }

  /** What {@link #check()} throws when the deadline has passed. */
  public CompressionFailure deadlineExceeded() {
    String detail =
        "the deadline of " + Duration.ofNanos(allowed) + " passed before scoring was done";
    return new CompressionFailure(Reason.DEADLINE_EXCEEDED, detail, null);
  }

  /** Nanoseconds until the deadline; not positive once it has passed. */
  public long remainingNanos() {
    return allowed == FOREVER ? FOREVER : allowed - (System.nanoTime() - start);
  }

  /** Time since the call began. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The caller's request to stop. */
  public Cancellation cancellation() {
    return cancellation;
  }
}
