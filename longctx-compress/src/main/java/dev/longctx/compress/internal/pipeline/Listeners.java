package dev.longctx.compress.internal.pipeline;

import dev.longctx.api.compression.CompressionListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;

/** Calls all listeners; one that throws is logged and disturbs nobody. Thread-safe. */
public final class Listeners {

  private static final Logger LOG = System.getLogger("dev.longctx.compress");

  private final List<CompressionListener> listeners;

  /** Listeners in the order in which they are called. */
  public Listeners(List<CompressionListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /** Tells each listener something. */
  public void notify(Consumer<CompressionListener> event) {
    for (CompressionListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (VirtualMachineError e) {
        throw e;
      } catch (Throwable e) { // a class that the listener misses is an Error
        LOG.log(Level.WARNING, "a compression listener failed: " + listener.getClass(), e);
      }
    }
  }
}
