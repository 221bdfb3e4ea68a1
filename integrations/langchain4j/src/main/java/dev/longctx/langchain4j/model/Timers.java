package dev.longctx.langchain4j.model;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What rings when a time is up; tests ring by hand. */
@FunctionalInterface
interface Timers {

  /** Rings once after that time, on a thread that must not wait, unless closed before. */
  Timer start(Duration after, Runnable ring);

  /** Real time. */
  static Timers real() {
    return (after, ring) -> {
      CompletableFuture<Void> timer = new CompletableFuture<>();
      var unused =
          timer
              .orTimeout(Nanos.of(after), TimeUnit.NANOSECONDS)
              .whenComplete(
                  (done, timeUp) -> {
                    if (timeUp != null) {
                      ring.run();
                    }
                  });
      return () -> timer.complete(null);
    };
  }

  /** A time that runs. */
  @FunctionalInterface
  interface Timer extends AutoCloseable {
    @Override
    void close();
  }
}
