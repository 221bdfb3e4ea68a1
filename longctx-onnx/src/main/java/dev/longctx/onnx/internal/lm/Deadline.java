package dev.longctx.onnx.internal.lm;

import java.time.Duration;
import java.util.Optional;

/** A moment after which a call gives what it has. */
public final class Deadline {

  private final long began = System.nanoTime();
  private final long nanos;

  Deadline(Optional<Duration> timeout) {
    nanos = timeout.map(Deadline::nanos).orElse(Long.MAX_VALUE);
  }

  private static long nanos(Duration timeout) {
    try {
      return timeout.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * Whether the moment has come.
   *
   * @return true from then on
   */
  public boolean passed() {
    return System.nanoTime() - began >= nanos;
  }

  /** The time since the beginning. */
  Duration spent() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
