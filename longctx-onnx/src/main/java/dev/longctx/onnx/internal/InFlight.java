package dev.longctx.onnx.internal;

import java.util.function.Supplier;

/**
 * Counts the calls that use a native resource, so that closing waits for them and later ones are
 * refused. Thread-safe.
 */
public final class InFlight {

  private final String resource;
  private int calls;
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
   * Refuses new calls and waits for the ones in flight, also through interruption, which is kept
   * for the caller to see.
   *
   * @return true for the one call that should free the resource
   */
  public synchronized boolean close() {
    boolean first = !closed;
    closed = true;
    boolean interrupted = false;
    while (calls > 0) {
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
    calls++;
  }

  private synchronized void leave() {
    calls--;
    notifyAll();
  }
}
