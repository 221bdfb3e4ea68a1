package dev.longctx.api.compression;

import dev.longctx.api.LongctxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A compression that failed under {@link FailurePolicy#THROW}. */
public final class CompressionException extends LongctxException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /**
   * A failure.
   *
   * @param reason what kind of failure
   * @param detail what was expected and what was found
   * @param cause the failure underneath, or null
   */
  public CompressionException(Reason reason, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /**
   * The kind of failure.
   *
   * @return a reason that {@linkplain Reason#isFailure() is a failure}
   */
  public Reason reason() {
    return reason;
  }
}
