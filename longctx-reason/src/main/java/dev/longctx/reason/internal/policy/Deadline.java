package dev.longctx.reason.internal.policy;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The moment when a call's time is up, if there is one. Immutable and thread-safe. */
public final class Deadline {

  private final @Nullable Duration allowed;
  private final long began = System.nanoTime();

  private Deadline(@Nullable Duration allowed) {
    this.allowed = allowed;
  }

  /** A deadline so much from now; none for null. */
  public static Deadline in(@Nullable Duration allowed) {
    return new Deadline(allowed);
  }

  /** The time since this deadline was made. */
  public Duration spent() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** The time that is left, or null without a bound. Never zero, since bounds may not be. */
  public @Nullable Duration left() {
    if (allowed == null) {
      return null;
    }
    Duration left = allowed.minus(spent());
    return left.isNegative() || left.isZero() ? Duration.ofNanos(1) : left;
  }

  /** Passes on the time that is left, where there is a bound. */
  public void pass(Consumer<Duration> setting) {
    Duration left = left();
    if (left != null) {
      setting.accept(left);
    }
  }
}
