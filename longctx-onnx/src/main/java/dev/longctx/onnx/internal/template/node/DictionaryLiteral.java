package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Mapping;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dictionary.
 *
 * @param line its line
 * @param keys its keys
 * @param values the value of each key
 */
public record DictionaryLiteral(int line, List<Expression> keys, List<Expression> values)
    implements Expression {

  /** Copies keys and values. */
  public DictionaryLiteral {
    keys = List.copyOf(keys);
    values = List.copyOf(values);
  }

  @Override
  public Value evaluate(Frame frame) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      entries.put(frame.value(keys.get(i)), frame.value(values.get(i)));
    }
    return new Mapping(entries);
  }
}
