package dev.longctx.onnx.internal.template.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dictionary in the order of its making; it does not change. */
public final class Mapping implements Value {

  private final Map<Value, Value> entries;
  private final int depth;

  /**
   * A dictionary.
   *
   * @throws TemplateError if a key is no string, number, boolean or none
   */
  public Mapping(Map<Value, Value> entries) {
    entries.keySet().forEach(Mapping::requireKey);
    this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    this.depth = Nesting.around(entries.values());
  }

  /** A dictionary with strings for keys. */
  public static Mapping ofNames(Map<String, Value> entries) {
    Map<Value, Value> values = new LinkedHashMap<>();
    entries.forEach((name, value) -> values.put(new Text(name), value));
    return new Mapping(values);
  }

  private static void requireKey(Value key) {
    if (key instanceof Sequence
        || key instanceof Mapping
        || key instanceof Members
        || key instanceof Callable
        || key instanceof Undefined) {
      throw new TemplateError("expected a key that is a string or a number, found " + key.kind());
    }
  }

  /** The value of a key, or null. */
  public @Nullable Value get(Value key) {
    return key instanceof Sequence || key instanceof Mapping ? null : entries.get(key);
  }

  /** The entries. */
  public Map<Value, Value> entries() {
    return entries;
  }

  /** The keys. */
  public List<Value> keys() {
    return List.copyOf(entries.keySet());
  }

  /** The entries as tuples of key and value. */
  public List<Value> items() {
    List<Value> items = new ArrayList<>();
    entries.forEach((key, value) -> items.add(Sequence.tuple(List.of(key, value))));
    return items;
  }

  @Override
  public boolean truth() {
    return !entries.isEmpty();
  }

  @Override
  public String kind() {
    return "a dictionary";
  }

  @Override
  public int depth() {
    return depth;
  }
}
