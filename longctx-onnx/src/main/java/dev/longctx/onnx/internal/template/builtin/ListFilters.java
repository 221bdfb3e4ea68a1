package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Comparison;
import dev.longctx.onnx.internal.template.value.Items;
import dev.longctx.onnx.internal.template.value.Mapping;
import dev.longctx.onnx.internal.template.value.Parameters;
import dev.longctx.onnx.internal.template.value.Printer;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Sequence;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Text;
import dev.longctx.onnx.internal.template.value.TextBuilder;
import dev.longctx.onnx.internal.template.value.Undefined;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters that take a list, or anything that a loop may go through. */
final class ListFilters {

  private ListFilters() {}

  static Map<String, Filter> all() {
    return Map.of(
        "list", ListFilters::list,
        "first", (rendering, value, arguments) -> end(rendering, value, arguments, true),
        "last", (rendering, value, arguments) -> end(rendering, value, arguments, false),
        "join", ListFilters::join,
        "reverse", ListFilters::reverse,
        "sort", ListFilters::sort,
        "unique", ListFilters::unique,
        "items", ListFilters::items,
        "dictsort", ListFilters::sortedItems);
  }

  private static Value list(Rendering rendering, Value value, Arguments arguments) {
    arguments.bind();
    return Sequence.list(Items.of(rendering, value));
  }

  private static Value end(Rendering rendering, Value value, Arguments arguments, boolean first) {
    arguments.bind();
    List<Value> items = Items.of(rendering, value);
    if (items.isEmpty()) {
      return new Undefined("no item, the list is empty");
    }
    return items.get(first ? 0 : items.size() - 1);
  }

  private static Value join(Rendering rendering, Value value, Arguments arguments) {
    Parameters parameters = arguments.bind("d", "attribute");
    String separator =
        Printer.text(rendering, parameters.get(0) == null ? Text.EMPTY : parameters.require(0))
            .text();
    TextBuilder joined = new TextBuilder(rendering);
    String before = "";
    for (Value item : Items.of(rendering, value)) {
      Value part = Access.path(rendering, item, parameters.get(1));
      joined.append(before).append(Printer.text(rendering, part).text());
      before = separator;
    }
    return joined.toText();
  }

  private static Value reverse(Rendering rendering, Value value, Arguments arguments) {
    arguments.bind();
    if (value instanceof Text) {
      return Items.slice(rendering, value, null, null, -1);
    }
    List<Value> items = new ArrayList<>(Items.of(rendering, value));
    Collections.reverse(items);
    return Sequence.list(items);
  }

  private static Value sort(Rendering rendering, Value value, Arguments arguments) {
    Parameters parameters = arguments.bind("reverse", "case_sensitive", "attribute");
    Comparison comparison = new Comparison(rendering);
    Comparator<Value> order =
        (left, right) ->
            comparison.compare(
                key(rendering, left, parameters.get(2), parameters.truth(1)),
                key(rendering, right, parameters.get(2), parameters.truth(1)));
    List<Value> items = new ArrayList<>(Items.of(rendering, value));
    items.sort(parameters.truth(0) ? order.reversed() : order);
    return Sequence.list(items);
  }

  private static Value unique(Rendering rendering, Value value, Arguments arguments) {
    Parameters parameters = arguments.bind("case_sensitive", "attribute");
    Comparison comparison = new Comparison(rendering);
    List<Value> seen = new ArrayList<>();
    List<Value> items = new ArrayList<>();
    for (Value item : Items.of(rendering, value)) {
      Value key = key(rendering, item, parameters.get(1), parameters.truth(0));
      if (seen.stream().noneMatch(other -> comparison.equal(other, key))) {
        seen.add(key);
        items.add(item);
      }
    }
    return Sequence.list(items);
  }

  private static Value items(Rendering rendering, Value value, Arguments arguments) {
    arguments.bind();
    if (value instanceof Undefined) {
      return Sequence.list(List.of());
    }
    return Sequence.list(entries(rendering, value));
  }

  private static Value sortedItems(Rendering rendering, Value value, Arguments arguments) {
    Parameters parameters = arguments.bind("case_sensitive", "by", "reverse");
    String by = parameters.get(1) == null ? "key" : parameters.text(1);
    if (!by.equals("key") && !by.equals("value")) {
      throw new TemplateError("argument 'by': expected key or value, found " + by);
    }
    int part = by.equals("key") ? 0 : 1;
    Comparison comparison = new Comparison(rendering);
    Comparator<Value> order =
        Comparator.comparing(
            item -> folded(((Sequence) item).items().get(part), parameters.truth(0)),
            comparison::compare);
    List<Value> items = new ArrayList<>(entries(rendering, value));
    items.sort(parameters.truth(2) ? order.reversed() : order);
    return Sequence.list(items);
  }

  private static List<Value> entries(Rendering rendering, Value value) {
    if (!(value instanceof Mapping mapping)) {
      throw new TemplateError("expected a dictionary, found " + value.kind());
    }
    rendering.takeSteps(mapping.entries().size());
    return mapping.items();
  }

  private static Value key(
      Rendering rendering, Value item, @Nullable Value attribute, boolean caseSensitive) {
    return folded(Access.path(rendering, item, attribute), caseSensitive);
  }

  private static Value folded(Value value, boolean caseSensitive) {
    return value instanceof Text text && !caseSensitive
        ? new Text(text.text().toLowerCase(Locale.ROOT))
        : value;
  }
}
