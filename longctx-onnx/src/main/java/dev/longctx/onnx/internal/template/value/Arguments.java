package dev.longctx.onnx.internal.template.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call hands over.
 *
 * @param positional values by position
 * @param named values by name
 */
public record Arguments(List<Value> positional, Map<String, Value> named) {

  /** No arguments. */
  public static final Arguments NONE = new Arguments(List.of(), Map.of());

  /**
   * Matches the arguments with the names of parameters; all may be left out.
   *
   * @throws TemplateError if there are more, or others
   */
  public Parameters bind(String... names) {
    @Nullable Value[] values = new Value[names.length];
    if (positional.size() > names.length) {
      throw new TemplateError(
          "expected at most %d arguments, found %d".formatted(names.length, positional.size()));
    }
    for (int i = 0; i < positional.size(); i++) {
      values[i] = positional.get(i);
    }
    named.forEach((name, value) -> bind(names, name, value, values));
    return new Parameters(names, values);
  }

  private static void bind(String[] names, String name, Value value, @Nullable Value[] values) {
    int index = List.of(names).indexOf(name);
    if (index < 0 || values[index] != null) {
      throw new TemplateError(
          "expected each of the arguments %s at most once, found '%s'"
              .formatted(List.of(names), name));
    }
    values[index] = value;
  }

  /** The arguments behind the first ones. */
  public Arguments from(int first) {
    int start = Math.min(first, positional.size());
    return new Arguments(positional.subList(start, positional.size()), named);
  }
}
