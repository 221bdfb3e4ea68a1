package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.builtin.Check;
import dev.longctx.onnx.internal.template.builtin.Checks;
import dev.longctx.onnx.internal.template.value.Bool;
import dev.longctx.onnx.internal.template.value.Value;

/**
 * {@code value is check(arguments)}.
 *
 * @param line its line
 * @param value what is tested
 * @param check the test's name
 * @param arguments its arguments
 */
public record Tested(int line, Expression value, String check, CallArguments arguments)
    implements Expression {

  @Override
  public Value evaluate(Frame frame) {
    Check found = Checks.named(check);
    return Bool.of(found.holds(frame.rendering(), frame.value(value), frame.arguments(arguments)));
  }
}
