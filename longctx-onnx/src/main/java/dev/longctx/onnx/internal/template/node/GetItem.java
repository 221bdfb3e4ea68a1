package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.builtin.Access;
import dev.longctx.onnx.internal.template.value.Value;

/**
 * {@code object[key]}.
 *
 * @param line its line
 * @param object what has the item
 * @param key its key or position
 */
public record GetItem(int line, Expression object, Expression key) implements Expression {

  @Override
  public Value evaluate(Frame frame) {
    return Access.item(frame.rendering(), frame.value(object), frame.value(key));
  }
}
