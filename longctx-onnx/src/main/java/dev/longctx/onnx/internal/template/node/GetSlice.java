package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Items;
import dev.longctx.onnx.internal.template.value.None;
import dev.longctx.onnx.internal.template.value.Numbers;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code object[start:stop:step]}.
 *
 * @param line its line
 * @param object a string or a list
 * @param start the first position, or null
 * @param stop the position behind the last, or null
 * @param step from one position to the next, or null for 1
 */
public record GetSlice(
    int line,
    Expression object,
    @Nullable Expression start,
    @Nullable Expression stop,
    @Nullable Expression step)
    implements Expression {

  @Override
  public Value evaluate(Frame frame) {
    Value value = frame.value(object);
    Long from = bound(frame, start);
    Long to = bound(frame, stop);
    Long by = bound(frame, step);
    return Items.slice(frame.rendering(), value, from, to, by == null ? 1 : by);
  }

  private static @Nullable Long bound(Frame frame, @Nullable Expression expression) {
    Value value = expression == null ? None.NONE : frame.value(expression);
    if (value == None.NONE) {
      return null;
    }
    if (Numbers.isIntegral(value)) {
      return Numbers.integer(value);
    }
    throw new TemplateError("expected an integer as bound of a slice, found " + value.kind());
  }
}
