package dev.longctx.onnx.internal.template.value;

/** The value that stands for no value. */
public enum None implements Value {
  /** The only one. */
  NONE;

  @Override
  public boolean truth() {
    return false;
  }

  @Override
  public String kind() {
    return "none";
  }
}
