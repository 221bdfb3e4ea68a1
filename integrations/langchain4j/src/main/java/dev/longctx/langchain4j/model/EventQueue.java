package dev.longctx.langchain4j.model;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way from the samples to the generating thread. Bounded, so that an endpoint waits
 * for a slow listener. When the time is up, what is in it can still be read, and closing drops that
 * too; both let everyone go.
 */
final class EventQueue {

  private static final int CAPACITY = 256;

  private final Queue<SampleEvent> events = new ArrayDeque<>();
  private boolean over;
  private boolean closed;

  /** Waits for room, unless nothing is taken in any more. */
  synchronized void put(SampleEvent event) throws InterruptedException {
    while (!over && events.size() >= CAPACITY) {
      wait();
    }
    if (!over) {
      events.add(event);
      notifyAll();
    }
  }

  /** Adds a sample's last event without waiting. */
  synchronized void end(SampleEvent event) {
    if (!over) {
      events.add(event);
      notifyAll();
    }
  }

  /** The next event, or null if there is none and the time is up or the queue closed. */
  synchronized @Nullable SampleEvent take() throws InterruptedException {
    while (!over && events.isEmpty()) {
      wait();
    }
    notifyAll();
    return events.poll();
  }

  /** The time is up. */
  synchronized void expire() {
    over = true;
    notifyAll();
  }

  synchronized void close() {
    over = true;
    closed = true;
    events.clear();
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
