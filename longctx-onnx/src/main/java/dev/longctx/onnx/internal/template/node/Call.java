package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Callable;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Value;

/**
 * {@code function(arguments)}.
 *
 * @param line its line
 * @param function what is called
 * @param arguments with what
 */
public record Call(int line, Expression function, CallArguments arguments) implements Expression {

  @Override
  public Value evaluate(Frame frame) {
    Value value = frame.value(function);
    if (value instanceof Callable callable) {
      return callable.call(frame.rendering(), frame.arguments(arguments));
    }
    throw new TemplateError("unknown function" + name() + ": found " + value.kind());
  }

  private String name() {
    if (function instanceof Name name) {
      return " '" + name.name() + "'";
    }
    return function instanceof GetAttribute method ? " '" + method.name() + "'" : "";
  }
}
