package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.builtin.Filter;
import dev.longctx.onnx.internal.template.builtin.Filters;
import dev.longctx.onnx.internal.template.value.Value;

/**
 * {@code value | filter(arguments)}.
 *
 * @param line its line
 * @param value what is filtered
 * @param filter the filter's name
 * @param arguments its arguments
 */
public record Filtered(int line, Expression value, String filter, CallArguments arguments)
    implements Expression {

  /** An unknown filter is an error only here: many templates never reach all that they use. */
  @Override
  public Value evaluate(Frame frame) {
    Filter found = Filters.named(filter);
    return found.apply(frame.rendering(), frame.value(value), frame.arguments(arguments));
  }
}
