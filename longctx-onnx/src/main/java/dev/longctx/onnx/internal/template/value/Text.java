package dev.longctx.onnx.internal.template.value;

/**
 * A string. Its positions and length are counted in code points.
 *
 * @param text the characters
 */
public record Text(String text) implements Value {

  /** The empty string. */
  public static final Text EMPTY = new Text("");

  @Override
  public boolean truth() {
    return !text.isEmpty();
  }

  @Override
  public String kind() {
    return "a string";
  }
}
