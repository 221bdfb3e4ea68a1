package dev.longctx.reason.internal.policy;

import org.jspecify.annotations.Nullable;

/** A builder's settings that may be given once. */
public final class Once {

  private Once() {}

  /** The new value, unless there was one before. */
  public static <T> T give(String name, @Nullable T before, T now) {
    if (before != null) {
      throw new IllegalStateException(
          name + " is set already, found " + before + " and then " + now);
    }
    return now;
  }

  /** The value, or what stands in for null. */
  public static <T> T or(@Nullable T given, T otherwise) {
    return given != null ? given : otherwise;
  }

  /** The value, unless it is missing. */
  public static <T> T needed(String name, @Nullable T given) {
    if (given == null) {
      throw new IllegalStateException(name + ": expected one, found none");
    }
    return given;
  }

  /** The value, unless it is below the least. */
  public static int atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s: expected at least %d, found %d".formatted(name, least, value));
    }
    return value;
  }
}
