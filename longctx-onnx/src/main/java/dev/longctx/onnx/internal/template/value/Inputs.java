package dev.longctx.onnx.internal.template.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Java's strings, numbers, booleans, nulls, lists and maps as values and counts them. */
public final class Inputs {

  private static final int MAX_DEPTH = 64;

  private long values;
  private long length;

  /**
   * The values of variables.
   *
   * @throws IllegalArgumentException if there is anything else among them
   */
  public Map<String, Value> read(Map<String, ? extends @Nullable Object> variables) {
    Map<String, Value> read = new LinkedHashMap<>();
    variables.forEach((name, value) -> read.put(name, value(name, value, 0)));
    return read;
  }

  /** A rendering for all that was read so far. */
  public Rendering rendering() {
    return new Rendering(values, length);
  }

  private Value value(String where, @Nullable Object value, int depth) {
    values++;
    if (value == null) {
      return None.NONE;
    }
    if (value instanceof String text) {
      length += text.length();
      return new Text(text);
    }
    if (value instanceof Boolean truth) {
      return Bool.of(truth);
    }
    if (value instanceof Long || value instanceof Integer) {
      return new Int(((Number) value).longValue());
    }
    if (value instanceof Double number) {
      return new Real(number);
    }
    return container(where, value, depth + 1);
  }

  private Value container(String where, Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          where + ": expected at most " + MAX_DEPTH + " levels, found more");
    }
    if (value instanceof List<?> list) {
      List<Value> items = new ArrayList<>(list.size());
      list.forEach(item -> items.add(value(where, item, depth)));
      return Sequence.list(items);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Value, Value> entries = new LinkedHashMap<>();
      map.forEach((key, item) -> entries.put(key(where, key), value(where, item, depth)));
      return new Mapping(entries);
    }
    throw new IllegalArgumentException(
        "%s: expected a string, number, boolean, null, list or map, found a %s"
            .formatted(where, value.getClass().getName()));
  }

  private Text key(String where, @Nullable Object key) {
    if (key instanceof String name) {
      length += name.length();
      return new Text(name);
    }
    throw new IllegalArgumentException(where + ": expected strings for keys, found " + key);
  }
}
