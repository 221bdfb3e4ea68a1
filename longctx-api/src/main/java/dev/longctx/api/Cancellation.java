package dev.longctx.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * A request to stop, shared between the caller who may cancel and the work that watches for it.
 *
 * <p>Work that runs inside a native engine registers an {@linkplain #onCancel(Runnable) action}
 * that interrupts the engine, so that cancelling takes effect inside a model run and not only
 * between two of them.
 *
 * <p>Instances are thread-safe. A cancelled one stays cancelled.
 */
public final class Cancellation {

  private final Set<Registration> registrations = new LinkedHashSet<>();
  private volatile boolean cancelled;

  /** A request that nobody has made yet. */
  public Cancellation() {}

  /**
   * Asks the work to stop and runs the registered actions, on this thread, each once. Later calls
   * do nothing. An action that throws does not keep the others from running; the first failure is
   * rethrown at the end with the others suppressed in it.
   */
  public void cancel() {
    List<Registration> toRun;
    synchronized (registrations) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      toRun = new ArrayList<>(registrations);
      registrations.clear();
    }
    runAll(toRun);
  }

  /**
   * Whether {@link #cancel()} was called.
   *
   * @return true once the work should stop
   */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Ends the calling work where it was asked to stop.
   *
   * @throws CancellationException if {@link #cancel()} was called
   */
  public void throwIfCancelled() {
    if (cancelled) {
      throw new CancellationException("the call was cancelled");
    }
  }

  /**
   * Registers an action for the moment of cancelling; it runs at once, on this thread, if that has
   * already come.
   *
   * @param action what to do; it should be quick and must not block
   * @return closes to withdraw the action
   */
  public Registration onCancel(Runnable action) {
    Registration registration = new Registration(this, action);
    synchronized (registrations) {
      if (!cancelled) {
        registrations.add(registration);
        return registration;
      }
    }
    action.run();
    return registration;
  }

  private static void runAll(List<Registration> toRun) {
    RuntimeException first = null;
    for (Registration registration : toRun) {
      try {
        registration.action.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /**
   * An action that waits for cancelling. Closing it withdraws the action; closing twice is fine.
   */
  public static final class Registration implements AutoCloseable {

    private final Cancellation owner;
    private final Runnable action;

    private Registration(Cancellation owner, Runnable action) {
      this.owner = owner;
      this.action = action;
    }

    /** Withdraws the action where it has not run yet. */
    @Override
    public void close() {
      synchronized (owner.registrations) {
        owner.registrations.remove(this);
      }
    }
  }
}
