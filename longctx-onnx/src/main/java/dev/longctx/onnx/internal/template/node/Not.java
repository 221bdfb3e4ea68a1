package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Bool;
import dev.longctx.onnx.internal.template.value.Value;

/**
 * {@code not value}.
 *
 * @param line its line
 * @param value the condition
 */
public record Not(int line, Expression value) implements Expression {

  @Override
  public Value evaluate(Frame frame) {
    return Bool.of(!frame.value(value).truth());
  }
}
