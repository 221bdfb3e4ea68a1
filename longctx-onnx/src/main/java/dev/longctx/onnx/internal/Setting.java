package dev.longctx.onnx.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value of a builder that may be given once.
 *
 * @param <T> the kind of value
 */
public final class Setting<T> {

  private final String name;
  private @Nullable T value;

  /**
   * A setting without a value.
   *
   * @param name how error messages call it
   */
  public Setting(String name) {
    this.name = name;
  }

  /**
   * Gives the value.
   *
   * @param newValue the value
   * @throws IllegalStateException if there is one already
   */
  public void give(T newValue) {
    Objects.requireNonNull(newValue, name);
    if (value != null) {
      throw new IllegalStateException(
          name + " is set already, found " + value + " and then " + newValue);
    }
    value = newValue;
  }

  /**
   * The value or what stands in for it.
   *
   * @param fallback the value of a setting that was left alone
   * @return the value
   */
  public T orElse(T fallback) {
    T given = value;
    return given != null ? given : fallback;
  }
}
