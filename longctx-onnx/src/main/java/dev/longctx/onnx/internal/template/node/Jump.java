package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.TextBuilder;

/**
 * {@code {% break %}} or {@code {% continue %}}.
 *
 * @param line its line
 * @param flow where to
 */
public record Jump(int line, Flow flow) implements Statement {

  @Override
  public Flow run(Frame frame, TextBuilder out) {
    return flow;
  }
}
