package dev.longctx.compress.internal.pipeline;

import dev.longctx.api.compression.Reason;
import org.jspecify.annotations.Nullable;

/** Ends scoring with a typed reason; it never reaches the caller as it is. */
public final class CompressionFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String detail;

  /** A failure with the exception that led to it, or null. */
  public CompressionFailure(Reason reason, String detail, @Nullable Throwable cause) {
    super(detail, cause, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  /** The kind of failure. */
  public Reason reason() {
    return reason;
  }

  /** What was expected and found. */
  public String detail() {
    return detail;
  }
}
