package dev.longctx.onnx.internal.ort;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.RunOptions;
import dev.longctx.api.Cancellation;
import dev.longctx.api.ModelException;

/**
 * The options of one run or several, which a cancellation ends from another thread. An action of
 * the cancellation may still be on its way when it is withdrawn, so the lock keeps it from options
 * that are freed.
 */
public final class Termination implements AutoCloseable {

  private final RunOptions options;
  private final Cancellation.Registration registration;
  private boolean closed;

  private Termination(Cancellation cancellation) throws OrtException {
    options = new RunOptions();
    try {
      options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    } catch (OrtException e) {
      options.close();
      throw e;
    }
    registration = cancellation.onCancel(this::terminate);
  }

  /**
   * The options of runs that a cancellation ends.
   *
   * @param cancellation ends them
   * @return options, to be closed
   */
  public static Termination of(Cancellation cancellation) {
    try {
      return new Termination(cancellation);
    } catch (OrtException e) {
      throw new ModelException("expected options of a run, found: " + e.getMessage(), e);
    }
  }

  /**
   * The engine's form of the options.
   *
   * @return to be used until this is closed
   */
  public RunOptions options() {
    return options;
  }

  private synchronized void terminate() {
    if (closed) {
      return;
    }
    try {
      options.setTerminate(true);
    } catch (OrtException e) {
      throw new IllegalStateException("cannot end the run", e);
    }
  }

  @Override
  public void close() {
    registration.close();
    synchronized (this) {
      if (!closed) {
        closed = true;
        options.close();
      }
    }
  }
}
