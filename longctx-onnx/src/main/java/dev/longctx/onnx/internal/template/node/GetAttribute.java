package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.builtin.Access;
import dev.longctx.onnx.internal.template.value.Value;

/**
 * {@code object.name}.
 *
 * @param line its line
 * @param object what has the attribute
 * @param name the attribute
 */
public record GetAttribute(int line, Expression object, String name) implements Expression {

  @Override
  public Value evaluate(Frame frame) {
    return Access.attribute(frame.value(object), name);
  }
}
