package dev.longctx.api.model;

import dev.longctx.api.LongctxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A generation or scoring that failed, with the kind of failure. */
public class GenerationException extends LongctxException {

  private static final long serialVersionUID = 1L;

  /** Kinds of failure. */
  public enum Reason {
    /** Prompt and completion do not fit the model's positions, or the prompt its own bound. */
    PROMPT_TOO_LONG,
    /** The prompt has no token, or one outside the vocabulary. */
    BAD_PROMPT,
    /** The model gave numbers that are none. */
    NOT_A_NUMBER,
    /** A remote model did not answer in time. */
    TIMEOUT,
    /** A remote model could not be reached, or said that it is overloaded. */
    UNAVAILABLE,
    /** A remote model refused the request, for its key or its content. */
    REFUSED,
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
  public GenerationException(Reason reason, String message) {
    this(reason, message, null);
  }

  /**
   * An error with the failure that led to it.
   *
   * @param reason the kind
   * @param message what was expected and what was found
   * @param cause the failure underneath, or null
   */
  public GenerationException(Reason reason, String message, @Nullable Throwable cause) {
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
