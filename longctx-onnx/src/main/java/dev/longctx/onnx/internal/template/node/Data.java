package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.TextBuilder;

/**
 * Text outside of all tags.
 *
 * @param line its line
 * @param text what is written
 */
public record Data(int line, String text) implements Statement {

  @Override
  public Flow run(Frame frame, TextBuilder out) {
    out.append(text);
    return Flow.NEXT;
  }
}
