package dev.longctx.langchain4j.model;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Interrupts the thread that made it when the time is up, unless it was closed before. */
final class Alarm implements AutoCloseable {

  private final Thread thread = Thread.currentThread();
  private final CompletableFuture<Void> timer = new CompletableFuture<>();
  private boolean rang;
  private boolean closed;

  Alarm(Duration after) {
    var unused =
        timer
            .orTimeout(Nanos.of(after), TimeUnit.NANOSECONDS)
            .whenComplete((done, timeout) -> ringIf(timeout != null));
  }

  private synchronized void ringIf(boolean timeUp) {
    if (timeUp && !closed) {
      rang = true;
      thread.interrupt();
    }
  }

  synchronized boolean rang() {
    return rang;
  }

  /** To be called by the thread that made it. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (rang) {
        Thread.interrupted();
      }
    }
    timer.complete(null);
  }
}
