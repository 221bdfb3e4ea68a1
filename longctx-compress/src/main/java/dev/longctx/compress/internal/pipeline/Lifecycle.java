package dev.longctx.compress.internal.pipeline;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Lets calls run side by side and closing wait for them. Thread-safe. */
public final class Lifecycle {

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final String name;
  private boolean closed;

  /** The life of something that errors call by this name. */
  public Lifecycle(String name) {
    this.name = name;
  }

  /**
   * Runs a call that closing waits for.
   *
   * @throws IllegalStateException if it is closed
   */
  public <T> T call(Supplier<T> body) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(name + " is closed");
      }
      return body.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Waits for running calls, then releases once.
   *
   * @throws IllegalStateException if a listener closes from inside a call, which would wait for
   *     itself
   */
  public void close(Runnable release) {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException(name + " cannot be closed from inside one of its calls");
    }
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        release.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
