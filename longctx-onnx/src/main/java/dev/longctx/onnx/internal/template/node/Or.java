package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Value;

/**
 * {@code left or right}: the left value if it is true, else the right.
 *
 * @param line its line
 * @param left the first condition
 * @param right the second
 */
public record Or(int line, Expression left, Expression right) implements Expression {

  @Override
  public Value evaluate(Frame frame) {
    Value value = frame.value(left);
    return value.truth() ? value : frame.value(right);
  }
}
