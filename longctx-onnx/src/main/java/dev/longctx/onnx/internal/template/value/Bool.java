package dev.longctx.onnx.internal.template.value;

/** A truth value. In arithmetic it counts as 1 or 0. */
public enum Bool implements Value {
  /** The value of a condition that does not hold. */
  FALSE,
  /** The value of a condition that holds. */
  TRUE;

  /** The value of a condition. */
  public static Bool of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  @Override
  public boolean truth() {
    return this == TRUE;
  }

  @Override
  public String kind() {
    return "a boolean";
  }
}
