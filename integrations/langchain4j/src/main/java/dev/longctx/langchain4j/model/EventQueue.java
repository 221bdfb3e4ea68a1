package dev.longctx.langchain4j.model;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way from the samples to the generating thread. Bounded, so that an endpoint waits
 * for a slow listener; closing drops what is in it and lets everyone go.
 */
final class EventQueue {

  private static final int CAPACITY = 256;

  private final Queue<SampleEvent> events = new ArrayDeque<>();
  private boolean closed;

  /** Waits for room, unless the queue is closed. */
  synchronized void put(SampleEvent event) throws InterruptedException {
    while (!closed && events.size() >= CAPACITY) {
      wait();
    }
    if (!closed) {
      events.add(event);
      notifyAll();
    }
  }

  /** Adds a sample's last event without waiting. */
  synchronized void end(SampleEvent event) {
    if (!closed) {
      events.add(event);
      notifyAll();
    }
  }

  /** The next event, or null once the queue is closed or the time, of System.nanoTime, has come. */
  synchronized @Nullable SampleEvent take(@Nullable Long until) throws InterruptedException {
    while (!closed && events.isEmpty()) {
      if (until == null) {
        wait();
      } else {
        long left = until - System.nanoTime();
        if (left <= 0) {
          return null;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }
    notifyAll();
    return events.poll();
  }

  synchronized void close() {
    closed = true;
    events.clear();
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
