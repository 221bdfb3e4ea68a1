package dev.longctx.onnx.internal.ort;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.RunOptions;
import dev.longctx.api.Cancellation;

/**
 * The options of one run, which a cancellation ends from another thread. An action of the
 * cancellation may still be on its way when it is withdrawn, so the lock keeps it from options that
 * are freed.
 */
final class Termination implements AutoCloseable {

  private final RunOptions options;
  private final Cancellation.Registration registration;
  private boolean closed;

  Termination(Cancellation cancellation) throws OrtException {
    options = new RunOptions();
    try {
      options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    } catch (OrtException e) {
      options.close();
      throw e;
    }
    registration = cancellation.onCancel(this::terminate);
  }

  RunOptions options() {
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
