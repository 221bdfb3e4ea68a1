package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Value;

/** What stands behind a bar: {@code value | filter(arguments)}. */
@FunctionalInterface
public interface Filter {

  /** The filtered value. */
  Value apply(Rendering rendering, Value value, Arguments arguments);
}
