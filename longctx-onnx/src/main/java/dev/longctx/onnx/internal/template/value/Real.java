package dev.longctx.onnx.internal.template.value;

/**
 * A floating-point number.
 *
 * @param number its value
 */
public record Real(double number) implements Value {

  @Override
  public boolean truth() {
    return number != 0;
  }

  @Override
  public String kind() {
    return "a float";
  }
}
