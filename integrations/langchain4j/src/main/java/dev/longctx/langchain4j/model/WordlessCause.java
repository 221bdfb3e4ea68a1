package dev.longctx.langchain4j.model;

import org.jspecify.annotations.Nullable;

/**
 * Stands for a foreign exception in stack traces: its class and its trace without its message,
 * which may repeat keys or documents.
 */
final class WordlessCause extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 8;

  private WordlessCause(Throwable original, @Nullable Throwable cause) {
    super(original.getClass().getName(), cause, false, true);
    setStackTrace(original.getStackTrace());
  }

  static WordlessCause of(Throwable original) {
    return of(original, DEEPEST);
  }

  private static WordlessCause of(Throwable original, int depth) {
    Throwable next = original.getCause();
    boolean last = next == null || depth <= 1;
    return new WordlessCause(original, last || next == null ? null : of(next, depth - 1));
  }
}
