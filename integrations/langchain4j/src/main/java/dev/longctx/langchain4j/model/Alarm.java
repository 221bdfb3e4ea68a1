package dev.longctx.langchain4j.model;

import java.time.Duration;

/** Interrupts the thread that made it when the time is up, unless it was closed before. */
final class Alarm implements AutoCloseable {

  private final Thread thread = Thread.currentThread();
  private final Timers.Timer timer;
  private boolean rang;
  private boolean closed;

  Alarm(Timers timers, Duration after) {
    timer = timers.start(after, this::ring);
  }

  private synchronized void ring() {
    if (!closed) {
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
    timer.close();
  }
}
