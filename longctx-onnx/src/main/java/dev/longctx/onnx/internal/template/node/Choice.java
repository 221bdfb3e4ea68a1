package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Undefined;
import dev.longctx.onnx.internal.template.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code value if condition else otherwise}.
 *
 * @param line its line
 * @param condition what decides
 * @param value the value if it holds
 * @param otherwise the value if it does not, or null for an undefined one
 */
public record Choice(
    int line, Expression condition, Expression value, @Nullable Expression otherwise)
    implements Expression {

  @Override
  public Value evaluate(Frame frame) {
    if (frame.value(condition).truth()) {
      return frame.value(value);
    }
    return otherwise == null ? new Undefined("the inline if has no else") : frame.value(otherwise);
  }
}
