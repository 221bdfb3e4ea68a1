package dev.longctx.onnx.internal.template.value;

/**
 * What a name without a value stands for: empty when printed, false in conditions, an error in
 * anything else.
 *
 * @param message what has no value, such as "'tools' is undefined"
 */
public record Undefined(String message) implements Value {

  @Override
  public boolean truth() {
    return false;
  }

  @Override
  public String kind() {
    return "nothing (" + message + ")";
  }
}
