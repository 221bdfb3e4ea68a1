package dev.longctx.align.internal;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A builder's settings that may be given once, and their ranges. */
public final class Once {

  private Once() {}

  /** The new value, unless there was one before. */
  public static <T> T give(String name, @Nullable T before, T now) {
    if (before != null) {
      throw new IllegalStateException(
          name + " is set already, found " + shown(before) + " and then " + shown(now));
    }
    return now;
  }

  /** Lists may be long, and hold texts that are nobody's business. */
  private static Object shown(Object value) {
    return value instanceof Collection<?> values ? values.size() + " elements" : value;
  }

  /** The value, or what stands in for null. */
  public static <T> T or(@Nullable T given, T otherwise) {
    return given != null ? given : otherwise;
  }

  /** The value, unless the build lacks it. */
  public static <T> T needed(String name, @Nullable T given) {
    if (given == null) {
      throw new IllegalStateException(name + ": expected one, found none");
    }
    return given;
  }

  /** The value, unless it is no finite number above 0. */
  public static double positive(String name, double value) {
    return require(value > 0 && Double.isFinite(value), name, "a finite number above 0", value);
  }

  /** The value, unless it is no finite number of at least 0. */
  public static double notNegative(String name, double value) {
    return require(value >= 0 && Double.isFinite(value), name, "a finite number from 0", value);
  }

  /** The value, unless the condition fails. */
  public static double require(boolean holds, String name, String expected, double found) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": expected " + expected + ", found " + found);
    }
    return found;
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
