package dev.longctx.onnx.internal.template.value;

/**
 * An integer of 64 bits. Arithmetic that leaves them is an error.
 *
 * @param number its value
 */
public record Int(long number) implements Value {

  @Override
  public boolean truth() {
    return number != 0;
  }

  @Override
  public String kind() {
    return "an integer";
  }
}
