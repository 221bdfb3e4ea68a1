package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Printer;
import dev.longctx.onnx.internal.template.value.TextBuilder;

/**
 * {@code {{ expression }}}.
 *
 * @param line its line
 * @param expression what is printed
 */
public record Print(int line, Expression expression) implements Statement {

  @Override
  public Flow run(Frame frame, TextBuilder out) {
    out.append(Printer.text(frame.rendering(), frame.value(expression)).text());
    return Flow.NEXT;
  }
}
