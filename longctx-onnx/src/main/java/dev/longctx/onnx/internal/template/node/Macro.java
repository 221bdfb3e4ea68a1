package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Callable;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Value;

/** A macro together with the variables around its definition. */
final class Macro implements Callable {

  private final MacroDefinition definition;
  private final Frame closure;

  Macro(MacroDefinition definition, Frame closure) {
    this.definition = definition;
    this.closure = closure;
  }

  @Override
  public Value call(Rendering rendering, Arguments arguments) {
    return definition.call(closure, rendering, arguments);
  }

  @Override
  public String kind() {
    return "a macro";
  }
}
