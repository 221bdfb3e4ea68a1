package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Bool;
import dev.longctx.onnx.internal.template.value.Comparison;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.List;

/**
 * {@code first < second <= third}: true if each holds.
 *
 * @param line its line
 * @param first the first operand
 * @param links the others, each with its operator
 */
public record Comparisons(int line, Expression first, List<Link> links) implements Expression {

  /**
   * An operator and its right operand.
   *
   * @param operator one of {@code == != < <= > >= in}, or {@code not in}
   * @param operand the right operand
   */
  public record Link(String operator, Expression operand) {}

  /** Copies the links. */
  public Comparisons {
    links = List.copyOf(links);
  }

  @Override
  public Value evaluate(Frame frame) {
    Comparison comparison = new Comparison(frame.rendering());
    Value left = frame.value(first);
    for (Link link : links) {
      Value right = frame.value(link.operand());
      if (!holds(comparison, link.operator(), left, right)) {
        return Bool.FALSE;
      }
      left = right;
    }
    return Bool.TRUE;
  }

  private static boolean holds(Comparison comparison, String operator, Value left, Value right) {
    return switch (operator) {
      case "==" -> comparison.equal(left, right);
      case "!=" -> !comparison.equal(left, right);
      case "in" -> comparison.contains(right, left);
      case "not in" -> !comparison.contains(right, left);
      case "<" -> comparison.compare(left, right) < 0;
      case "<=" -> comparison.compare(left, right) <= 0;
      case ">" -> comparison.compare(left, right) > 0;
      default -> comparison.compare(left, right) >= 0;
    };
  }
}
