package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Items;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Sequence;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Text;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters that apply another filter or test to each item. They give lists at once. */
final class SelectingFilters {

  private SelectingFilters() {}

  static Map<String, Filter> all() {
    return Map.of(
        "map", SelectingFilters::map,
        "select", (rendering, value, a) -> select(rendering, value, a, null, true),
        "reject", (rendering, value, a) -> select(rendering, value, a, null, false),
        "selectattr", (rendering, value, a) -> selectByAttribute(rendering, value, a, true),
        "rejectattr", (rendering, value, a) -> selectByAttribute(rendering, value, a, false));
  }

  private static Value map(Rendering rendering, Value value, Arguments arguments) {
    List<Value> mapped = new ArrayList<>();
    if (arguments.named().containsKey("attribute")) {
      var parameters = arguments.bind("attribute", "default");
      for (Value item : Items.of(rendering, value)) {
        mapped.add(Access.path(rendering, item, parameters.get(0), parameters.get(1)));
      }
      return Sequence.list(mapped);
    }
    Filter filter = Filters.named(name(arguments, "filter"));
    for (Value item : Items.of(rendering, value)) {
      mapped.add(filter.apply(rendering, item, arguments.from(1)));
    }
    return Sequence.list(mapped);
  }

  private static Value selectByAttribute(
      Rendering rendering, Value value, Arguments arguments, boolean kept) {
    if (arguments.positional().isEmpty()) {
      throw new TemplateError("expected the name of an attribute, found no argument");
    }
    Value attribute = arguments.positional().get(0);
    return select(rendering, value, arguments.from(1), attribute, kept);
  }

  private static Value select(
      Rendering rendering,
      Value value,
      Arguments arguments,
      @Nullable Value attribute,
      boolean kept) {
    Check check =
        arguments.positional().isEmpty()
            ? (ignored, item, none) -> item.truth()
            : Checks.named(name(arguments, "test"));
    Arguments more = arguments.from(1);
    List<Value> selected = new ArrayList<>();
    for (Value item : Items.of(rendering, value)) {
      if (check.holds(rendering, Access.path(rendering, item, attribute), more) == kept) {
        selected.add(item);
      }
    }
    return Sequence.list(selected);
  }

  private static String name(Arguments arguments, String kind) {
    if (!arguments.positional().isEmpty() && arguments.positional().get(0) instanceof Text text) {
      return text.text();
    }
    throw new TemplateError("expected the name of a " + kind + " as first argument");
  }
}
