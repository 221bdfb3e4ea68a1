package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Value;

/**
 * A string, number, boolean or none.
 *
 * @param line its line
 * @param value its value
 */
public record Literal(int line, Value value) implements Expression {

  @Override
  public Value evaluate(Frame frame) {
    return value;
  }
}
