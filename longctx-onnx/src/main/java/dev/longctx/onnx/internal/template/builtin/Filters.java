package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.TemplateError;
import java.util.HashMap;
import java.util.Map;

/** All filters by name. */
public final class Filters {

  private static final Map<String, Filter> FILTERS = new HashMap<>();

  static {
    FILTERS.putAll(TextFilters.all());
    FILTERS.putAll(ListFilters.all());
    FILTERS.putAll(SelectingFilters.all());
    FILTERS.putAll(ValueFilters.all());
  }

  private Filters() {}

  /**
   * The filter of a name.
   *
   * @throws TemplateError if there is none
   */
  public static Filter named(String name) {
    Filter filter = FILTERS.get(name);
    if (filter == null) {
      throw new TemplateError("unknown filter '" + name + "'");
    }
    return filter;
  }
}
