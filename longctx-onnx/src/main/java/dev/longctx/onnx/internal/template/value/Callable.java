package dev.longctx.onnx.internal.template.value;

/** A function, a macro or a method together with its object. */
@FunctionalInterface
public non-sealed interface Callable extends Value {

  /** Calls it. */
  Value call(Rendering rendering, Arguments arguments);

  @Override
  default boolean truth() {
    return true;
  }

  @Override
  default String kind() {
    return "a function";
  }
}
