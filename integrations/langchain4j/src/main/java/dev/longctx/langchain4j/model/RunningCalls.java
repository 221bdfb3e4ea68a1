package dev.longctx.langchain4j.model;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Lets calls run side by side and closing wait for them. */
final class RunningCalls {

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  <T> T call(Supplier<T> body) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("model is closed");
      }
      return body.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  void close(Runnable release) {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException("model cannot be closed from inside one of its calls");
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
