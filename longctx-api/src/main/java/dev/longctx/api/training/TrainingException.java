package dev.longctx.api.training;

import dev.longctx.api.LongctxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A training that failed, with the kind of failure. */
public class TrainingException extends LongctxException {

  private static final long serialVersionUID = 1L;

  /** Kinds of failure. */
  public enum Reason {
    /** A sequence is longer than the model's positions, or has tokens outside the vocabulary. */
    BAD_SEQUENCE,
    /** A loss, a log-probability or a gradient is not finite. */
    NOT_FINITE,
    /** A checkpoint is missing, damaged or another model's, or cannot be written. */
    CHECKPOINT,
    /** There is not enough memory. */
    OUT_OF_MEMORY,
    /** Anything else. */
    FAILED
  }

  private final Reason reason;

  /**
   * An error without a cause.
   *
   * @param reason the kind
   * @param message what was expected and what was found
   */
  public TrainingException(Reason reason, String message) {
    this(reason, message, null);
  }

  /**
   * An error with the failure that led to it.
   *
   * @param reason the kind
   * @param message what was expected and what was found
   * @param cause the failure underneath, or null
   */
  public TrainingException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /**
   * The kind of failure.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
