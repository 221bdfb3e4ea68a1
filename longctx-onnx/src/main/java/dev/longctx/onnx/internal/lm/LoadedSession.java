package dev.longctx.onnx.internal.lm;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** A session with one set of weights, and the number of calls that use it. Thread-safe. */
final class LoadedSession {

  private final OrtSession session;
  private final long version;
  private int calls;

  LoadedSession(OrtSession session, long version) {
    this.session = session;
    this.version = version;
  }

  OrtSession session() {
    return session;
  }

  /** How many sets of weights came before. */
  long version() {
    return version;
  }

  synchronized void enter() {
    calls++;
  }

  synchronized void leave() {
    calls--;
    notifyAll();
  }

  /** Waits for calls, also through interruption, which is kept for the caller to see. */
  synchronized void awaitCalls() {
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
  }

  void close() throws OrtException {
    session.close();
  }
}
