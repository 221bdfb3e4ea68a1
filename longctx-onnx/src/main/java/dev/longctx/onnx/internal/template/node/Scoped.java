package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.TextBuilder;
import java.util.List;

/**
 * {@code {% generation %} ... {% endgeneration %}}: marks the model's own text for training and
 * changes nothing but the scope.
 *
 * @param line its line
 * @param body what it marks
 */
public record Scoped(int line, List<Statement> body) implements Statement {

  /** Copies the body. */
  public Scoped {
    body = List.copyOf(body);
  }

  @Override
  public Flow run(Frame frame, TextBuilder out) {
    return frame.inner().run(body, out);
  }
}
