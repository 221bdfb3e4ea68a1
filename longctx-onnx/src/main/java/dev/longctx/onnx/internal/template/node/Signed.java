package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Int;
import dev.longctx.onnx.internal.template.value.Numbers;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Value;

/**
 * {@code -number} or {@code +number}.
 *
 * @param line its line
 * @param negative whether the sign is a minus
 * @param number the number
 */
public record Signed(int line, boolean negative, Expression number) implements Expression {

  @Override
  public Value evaluate(Frame frame) {
    Value value = frame.value(number);
    if (!Numbers.isNumber(value)) {
      throw new TemplateError("expected a number behind the sign, found " + value.kind());
    }
    return negative ? Numbers.negate(value) : Numbers.apply("+", new Int(0), value);
  }
}
