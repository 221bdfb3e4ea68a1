package dev.longctx.api;

import org.jspecify.annotations.Nullable;

/**
 * The root of the errors that longctx raises itself. No checked exception of an engine or of the
 * file system leaves the library: it is the {@linkplain #getCause() cause} of one of these.
 *
 * <p>Wrong arguments are {@link IllegalArgumentException}s, use after close is an {@link
 * IllegalStateException} and a cancelled call ends with {@link
 * java.util.concurrent.CancellationException}.
 */
public class LongctxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * An error without a cause.
   *
   * @param message what was expected and what was found
   */
  public LongctxException(String message) {
    super(message);
  }

  /**
   * An error with the failure that led to it.
   *
   * @param message what was expected and what was found
   * @param cause the failure underneath, or null
   */
  public LongctxException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
