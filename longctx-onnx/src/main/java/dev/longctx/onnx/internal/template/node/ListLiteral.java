package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Sequence;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.List;

/**
 * A list or a tuple.
 *
 * @param line its line
 * @param items its items
 * @param tuple whether it is a tuple
 */
public record ListLiteral(int line, List<Expression> items, boolean tuple) implements Expression {

  /** Copies the items. */
  public ListLiteral {
    items = List.copyOf(items);
  }

  @Override
  public Value evaluate(Frame frame) {
    List<Value> values = frame.values(items);
    return tuple ? Sequence.tuple(values) : Sequence.list(values);
  }
}
