package dev.longctx.langchain4j.model;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** The waiting between attempts; tests bring their own sleep and chance. */
record Pauses(Sleep sleep, DoubleSupplier chance) {

  /** Real time and chance. */
  static Pauses real() {
    return new Pauses(
        pause -> TimeUnit.NANOSECONDS.sleep(Nanos.of(pause)),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Waits. */
  @FunctionalInterface
  interface Sleep {
    void sleep(Duration pause) throws InterruptedException;
  }
}
