package dev.longctx.api.internal;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A builder's settings that may be given once. */
public final class Once {

  private Once() {}

  /**
   * Gives a setting its value.
   *
   * @param <T> the kind of value
   * @param name how error messages call the setting
   * @param before its value so far
   * @param now the new value
   * @return the new value
   * @throws IllegalStateException if there was one before
   */
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

  /**
   * A setting's value.
   *
   * @param <T> the kind of value
   * @param given the value, or null where the setting was left alone
   * @param otherwise what stands in
   * @return one of them
   */
  public static <T> T or(@Nullable T given, T otherwise) {
    return given != null ? given : otherwise;
  }
}
