package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.builtin.Filters;
import dev.longctx.onnx.internal.template.value.TextBuilder;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.List;

/**
 * {@code {% set target %} ... {% endset %}}: what the body writes is the value.
 *
 * @param line its line
 * @param target what the value is assigned to
 * @param filters what the value goes through first
 * @param body what writes it
 */
public record BlockAssignment(
    int line, Target target, List<FilterUse> filters, List<Statement> body) implements Statement {

  /**
   * A filter without its value.
   *
   * @param filter its name
   * @param arguments its arguments
   */
  public record FilterUse(String filter, CallArguments arguments) {}

  /** Copies filters and body. */
  public BlockAssignment {
    filters = List.copyOf(filters);
    body = List.copyOf(body);
  }

  @Override
  public Flow run(Frame frame, TextBuilder out) {
    TextBuilder text = new TextBuilder(frame.rendering());
    frame.inner().run(body, text);
    Value value = text.toText();
    for (FilterUse use : filters) {
      value =
          Filters.named(use.filter())
              .apply(frame.rendering(), value, frame.arguments(use.arguments()));
    }
    target.assign(frame, value);
    return Flow.NEXT;
  }
}
