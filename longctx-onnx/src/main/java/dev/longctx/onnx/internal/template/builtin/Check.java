package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Value;

/** A test: {@code value is check(arguments)}. */
@FunctionalInterface
public interface Check {

  /** Whether it holds. */
  boolean holds(Rendering rendering, Value value, Arguments arguments);
}
