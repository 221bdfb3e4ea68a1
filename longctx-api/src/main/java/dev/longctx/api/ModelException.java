package dev.longctx.api;

import org.jspecify.annotations.Nullable;

/**
 * A model that cannot be loaded or run: a file that is missing, changed or not as its manifest
 * says, a device that is absent, a graph with other inputs or outputs than expected.
 */
public class ModelException extends LongctxException {

  private static final long serialVersionUID = 1L;

  /**
   * An error without a cause.
   *
   * @param message the file or setting, what was expected and what was found
   */
  public ModelException(String message) {
    super(message);
  }

  /**
   * An error with the failure that led to it.
   *
   * @param message the file or setting, what was expected and what was found
   * @param cause the failure underneath, or null
   */
  public ModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
