package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.TextBuilder;
import java.util.List;

/**
 * {@code {% if %} {% elif %} {% else %}}.
 *
 * @param line its line
 * @param branches the first whose condition holds runs
 * @param otherwise runs if none holds
 */
public record Conditional(int line, List<Branch> branches, List<Statement> otherwise)
    implements Statement {

  /**
   * A condition and what runs if it holds.
   *
   * @param condition the condition
   * @param body what runs
   */
  public record Branch(Expression condition, List<Statement> body) {

    /** Copies the body. */
    public Branch {
      body = List.copyOf(body);
    }
  }

  /** Copies the branches. */
  public Conditional {
    branches = List.copyOf(branches);
    otherwise = List.copyOf(otherwise);
  }

  @Override
  public Flow run(Frame frame, TextBuilder out) {
    for (Branch branch : branches) {
      if (frame.value(branch.condition()).truth()) {
        return frame.run(branch.body(), out);
      }
    }
    return frame.run(otherwise, out);
  }
}
