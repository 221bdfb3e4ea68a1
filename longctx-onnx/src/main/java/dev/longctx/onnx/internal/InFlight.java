package dev.longctx.onnx.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Counts the calls that use a native resource, so that closing waits for them and later ones are
 * refused. Thread-safe.
 */
public final class InFlight {

  private final String resource;
  private final Map<Thread, Integer> calls = new HashMap<>();
  private boolean closed;

  /**
   * For an open resource.
   *
   * @param resource how error messages call it
   */
  public InFlight(String resource) {
    this.resource = resource;
  }

  /**
   * Makes a call that closing waits for.
   *
   * @param <T> what the call returns
   * @param call uses the resource and does not close it
   * @return the call's result
   * @throws IllegalStateException if the resource is closed
   */
  public <T> T call(Supplier<T> call) {
    enter();
    try {
      return call.get();
    } finally {
      leave();
    }
  }

  /**
   * Makes a call that waits for others.
   *
   * @param call uses the resource
   * @throws IllegalStateException if the resource is closed, or the calling thread is inside a
   *     call, for which it would wait for ever
   */
  public void callOutermost(Runnable call) {
    enterOutermost();
    try {
      call.run();
    } finally {
      leave();
    }
  }

  /**
   * Refuses new calls and waits for the ones in flight, also through interruption, which is kept
   * for the caller to see.
   *
   * @return true for the one call that should free the resource
   * @throws IllegalStateException if the calling thread is inside a call, for which it would wait
   *     for ever
   */
  public synchronized boolean close() {
    if (calls.containsKey(Thread.currentThread())) {
      throw new IllegalStateException(resource + " cannot be closed from within a call to it");
    }
    boolean first = !closed;
    closed = true;
    boolean interrupted = false;
    while (!calls.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return first;
  }

  private synchronized void enter() {
    if (closed) {
      throw new IllegalStateException(resource + " is closed");
    }
    calls.merge(Thread.currentThread(), 1, Integer::sum);
  }

  private synchronized void enterOutermost() {
    if (calls.containsKey(Thread.currentThread())) {
      throw new IllegalStateException(resource + " cannot be changed from within a call to it");
    }
    enter();
  }

  private synchronized void leave() {
    calls.computeIfPresent(Thread.currentThread(), (thread, count) -> count > 1 ? count - 1 : null);
    notifyAll();
  }
}
