package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.TextBuilder;

/**
 * {@code {% set target = value %}}.
 *
 * @param line its line
 * @param target what the value is assigned to
 * @param value the value
 */
public record Assignment(int line, Target target, Expression value) implements Statement {

  @Override
  public Flow run(Frame frame, TextBuilder out) {
    target.assign(frame, frame.value(value));
    return Flow.NEXT;
  }
}
