package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Value;

/**
 * {@code left and right}: the right value if the left is true, else the left.
 *
 * @param line its line
 * @param left the first condition
 * @param right the second
 */
public record And(int line, Expression left, Expression right) implements Expression {

  @Override
  public Value evaluate(Frame frame) {
    Value value = frame.value(left);
    return value.truth() ? frame.value(right) : value;
  }
}
