package dev.longctx.compress.internal.pipeline;

import dev.longctx.api.Cancellation;
import dev.longctx.api.compression.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells the stages of one call whether to go on. The caller's cancellation and the deadline both
 * end in one {@linkplain #stop() request to stop}, which engines watch; {@link #check()} tells
 * which it was. Thread-safe.
 */
public final class CallControl implements AutoCloseable {

  private static final long FOREVER = Long.MAX_VALUE;

  private final Cancellation caller;
  private final Cancellation stop = new Cancellation();
  private final Cancellation.Registration registration;
  private final CompletableFuture<Void> timer = new CompletableFuture<>();
  private final long start = System.nanoTime();
  private final long allowed;

  /** Starts the clock of a call. */
  public CallControl(Cancellation caller, Optional<Duration> deadline) {
    this.caller = caller;
    this.allowed = deadline.map(CallControl::nanos).orElse(FOREVER);
    this.registration = caller.onCancel(stop::cancel);
    if (allowed != FOREVER) {
      var unused =
          timer
              .orTimeout(allowed, TimeUnit.NANOSECONDS)
              .whenComplete((done, timeout) -> stopIf(timeout != null));
    }
  }

  private void stopIf(boolean timedOut) {
    if (timedOut) {
      stop.cancel();
    }
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
    caller.throwIfCancelled();
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the calling thread was interrupted");
    }
    if (allowed != FOREVER && System.nanoTime() - start >= allowed) {
      throw new CompressionFailure(
          Reason.DEADLINE_EXCEEDED,
          "the deadline of " + Duration.ofNanos(allowed) + " passed before scoring was done",
          null);
    }
  }

  /** The request to stop that this call's work must watch. */
  public Cancellation stop() {
    return stop;
  }

  /** Time since the call began. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Ends the watch over the deadline and the caller. */
  @Override
  public void close() {
    timer.complete(null);
    registration.close();
  }
}
