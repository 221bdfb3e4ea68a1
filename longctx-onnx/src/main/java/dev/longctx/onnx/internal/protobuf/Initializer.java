package dev.longctx.onnx.internal.protobuf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor that a model's main graph holds.
 *
 * @param name its name
 * @param type ONNX's number of its type
 * @param shape its dimensions, outermost first
 * @param place where its bytes lie, or null where they are written in another form
 */
public record Initializer(String name, int type, List<Long> shape, @Nullable Place place) {

  /** ONNX's number of 32-bit floats. */
  public static final int FLOAT = 1;

  /** Copies the shape. */
  public Initializer {
    shape = List.copyOf(shape);
  }

  /**
   * Where bytes lie.
   *
   * @param location the file as the model names it, or null for the model itself
   * @param offset where they begin
   * @param length how many they are
   */
  public record Place(@Nullable String location, long offset, long length) {}

  /**
   * The number of values.
   *
   * @return the product of the dimensions, or -1 where it is no number that could be
   */
  public long values() {
    long values = 1;
    for (long dimension : shape) {
      if (dimension < 0 || Math.multiplyHigh(values, dimension) != 0) {
        return -1;
      }
      values *= dimension;
    }
    return values;
  }
}
