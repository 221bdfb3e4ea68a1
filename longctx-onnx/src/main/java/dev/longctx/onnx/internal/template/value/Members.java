package dev.longctx.onnx.internal.template.value;

/** An object with named members: the state of a loop or a namespace. */
public non-sealed interface Members extends Value {

  /**
   * One member.
   *
   * @throws TemplateError if such objects never have it
   */
  Value member(String name);

  @Override
  default boolean truth() {
    return true;
  }
}
