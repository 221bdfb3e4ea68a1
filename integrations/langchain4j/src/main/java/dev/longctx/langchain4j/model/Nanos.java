package dev.longctx.langchain4j.model;

import java.time.Duration;

/** Durations for the JDK's timers. */
final class Nanos {

  private Nanos() {}

  /** The nanoseconds of a duration; about 292 years where it is longer. */
  static long of(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
