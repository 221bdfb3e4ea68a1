package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Printer;
import dev.longctx.onnx.internal.template.value.TextBuilder;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.List;

/**
 * {@code one ~ two}: everything as it is printed.
 *
 * @param line its line
 * @param parts the parts
 */
public record Concatenation(int line, List<Expression> parts) implements Expression {

  /** Copies the parts. */
  public Concatenation {
    parts = List.copyOf(parts);
  }

  @Override
  public Value evaluate(Frame frame) {
    TextBuilder text = new TextBuilder(frame.rendering());
    for (Expression part : parts) {
      text.append(Printer.text(frame.rendering(), frame.value(part)).text());
    }
    return text.toText();
  }
}
