package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Numbers;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Sequence;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Text;
import dev.longctx.onnx.internal.template.value.TextBuilder;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code left + right} and the like; {@code +} and {@code *} also of strings and lists.
 *
 * @param line its line
 * @param operator one of {@code + - * / // % **}
 * @param left the first operand
 * @param right the second
 */
public record Arithmetic(int line, String operator, Expression left, Expression right)
    implements Expression {

  private static final int MAX_REPEATED_ITEMS = 100_000;

  @Override
  public Value evaluate(Frame frame) {
    Value one = frame.value(left);
    Value other = frame.value(right);
    if (Numbers.isNumber(one) && Numbers.isNumber(other)) {
      return Numbers.apply(operator, one, other);
    }
    if (operator.equals("+")) {
      return join(frame.rendering(), one, other);
    }
    if (operator.equals("*") && Numbers.isIntegral(other)) {
      return repeat(frame.rendering(), one, Numbers.integer(other));
    }
    if (operator.equals("*") && Numbers.isIntegral(one)) {
      return repeat(frame.rendering(), other, Numbers.integer(one));
    }
    throw wrong(one, other);
  }

  private Value join(Rendering rendering, Value one, Value other) {
    if (one instanceof Text start && other instanceof Text end) {
      return new TextBuilder(rendering).append(start.text()).append(end.text()).toText();
    }
    if (one instanceof Sequence start
        && other instanceof Sequence end
        && start.isTuple() == end.isTuple()) {
      rendering.takeSteps((long) start.items().size() + end.items().size());
      List<Value> items = new ArrayList<>(start.items());
      items.addAll(end.items());
      return start.with(items);
    }
    throw wrong(one, other);
  }

  private Value repeat(Rendering rendering, Value value, long times) {
    if (value instanceof Text text) {
      return new TextBuilder(rendering).repeat(text.text(), times).toText();
    }
    if (!(value instanceof Sequence sequence)) {
      throw new TemplateError("expected numbers for '*', found " + value.kind());
    }
    List<Value> items = new ArrayList<>();
    for (long i = 0; i < times && !sequence.items().isEmpty(); i++) {
      rendering.takeSteps(sequence.items().size());
      items.addAll(sequence.items());
      if (items.size() > MAX_REPEATED_ITEMS) {
        throw new TemplateError(
            "expected at most " + MAX_REPEATED_ITEMS + " repeated items, found more");
      }
    }
    return sequence.with(items);
  }

  private TemplateError wrong(Value one, Value other) {
    return new TemplateError(
        "operator '%s': expected operands that it can join, found %s and %s"
            .formatted(operator, one.kind(), other.kind()));
  }
}
