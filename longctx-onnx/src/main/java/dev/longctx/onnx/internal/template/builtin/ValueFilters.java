package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Int;
import dev.longctx.onnx.internal.template.value.Items;
import dev.longctx.onnx.internal.template.value.Json;
import dev.longctx.onnx.internal.template.value.Mapping;
import dev.longctx.onnx.internal.template.value.Members;
import dev.longctx.onnx.internal.template.value.Namespace;
import dev.longctx.onnx.internal.template.value.None;
import dev.longctx.onnx.internal.template.value.Numbers;
import dev.longctx.onnx.internal.template.value.Parameters;
import dev.longctx.onnx.internal.template.value.Real;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Sequence;
import dev.longctx.onnx.internal.template.value.Strings;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Text;
import dev.longctx.onnx.internal.template.value.TextBuilder;
import dev.longctx.onnx.internal.template.value.Undefined;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters of any value. */
final class ValueFilters {

  private ValueFilters() {}

  static Map<String, Filter> all() {
    return Map.of(
        "default", ValueFilters::otherwise,
        "d", ValueFilters::otherwise,
        "length", ValueFilters::length,
        "count", ValueFilters::length,
        "tojson", ValueFilters::json,
        "int", ValueFilters::integer,
        "float", ValueFilters::real,
        "abs", ValueFilters::absolute);
  }

  private static Value otherwise(Rendering rendering, Value value, Arguments arguments) {
    Parameters parameters = arguments.bind("default_value", "boolean");
    boolean replaced = value instanceof Undefined || (parameters.truth(1) && !value.truth());
    if (!replaced) {
      return value;
    }
    return parameters.get(0) == null ? Text.EMPTY : parameters.require(0);
  }

  private static Value length(Rendering rendering, Value value, Arguments arguments) {
    arguments.bind();
    if (value instanceof Text text) {
      rendering.touch(text.text().length());
      return new Int(Strings.length(text.text()));
    }
    if (value instanceof Sequence sequence) {
      return new Int(sequence.items().size());
    }
    if (value instanceof Mapping mapping) {
      return new Int(mapping.entries().size());
    }
    if (value instanceof Members loop && !(loop instanceof Namespace)) {
      return loop.member("length");
    }
    return new Int(Items.of(rendering, value).size());
  }

  private static Value json(Rendering rendering, Value value, Arguments arguments) {
    Parameters parameters = arguments.bind("ensure_ascii", "indent", "separators", "sort_keys");
    String indent = indent(rendering, parameters);
    String item = indent == null ? ", " : ",";
    String colon = ": ";
    if (parameters.orNone(2) instanceof Sequence separators) {
      item = separator(separators.items(), 0);
      colon = separator(separators.items(), 1);
    }
    Json.Style style =
        new Json.Style(indent, item, colon, parameters.truth(0), parameters.truth(3));
    return Json.write(rendering, value, style);
  }

  private static @Nullable String indent(Rendering rendering, Parameters parameters) {
    Value indent = parameters.orNone(1);
    if (indent == None.NONE) {
      return null;
    }
    return indent instanceof Text text
        ? text.text()
        : new TextBuilder(rendering).repeat(" ", parameters.integer(1, 0)).toText().text();
  }

  private static String separator(List<Value> separators, int index) {
    if (separators.size() == 2 && separators.get(index) instanceof Text text) {
      return text.text();
    }
    throw new TemplateError("argument 'separators': expected two strings");
  }

  private static Value integer(Rendering rendering, Value value, Arguments arguments) {
    Parameters parameters = arguments.bind("default");
    Value number = number(value);
    Value otherwise = parameters.get(0) == null ? new Int(0) : parameters.require(0);
    if (number instanceof Real real) {
      double whole = real.number() < 0 ? Math.ceil(real.number()) : Math.floor(real.number());
      return Math.abs(whole) < Long.MAX_VALUE ? new Int((long) whole) : otherwise;
    }
    return number == null ? otherwise : number;
  }

  private static Value real(Rendering rendering, Value value, Arguments arguments) {
    Parameters parameters = arguments.bind("default");
    Value number = number(value);
    if (number == null) {
      return parameters.get(0) == null ? new Real(0) : parameters.require(0);
    }
    return new Real(Numbers.real(number));
  }

  /** A number, or the number that a string spells, or null. */
  private static @Nullable Value number(Value value) {
    if (Numbers.isNumber(value)) {
      return value instanceof Real ? value : new Int(Numbers.integer(value));
    }
    if (!(value instanceof Text text)) {
      return null;
    }
    String digits = text.text().strip();
    try {
      if (digits.matches("[-+]?[0-9]{1,18}")) {
        return new Int(Long.parseLong(digits));
      }
      boolean real =
          digits.matches(
              "[-+]?([0-9]{1,400}([.][0-9]{0,400})?|[.][0-9]{1,400})([eE][-+]?[0-9]{1,4})?");
      return real ? new Real(Double.parseDouble(digits)) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Value absolute(Rendering rendering, Value value, Arguments arguments) {
    arguments.bind();
    if (!Numbers.isNumber(value)) {
      throw new TemplateError("expected a number, found " + value.kind());
    }
    return Numbers.real(value) < 0 ? Numbers.negate(value) : Numbers.apply("+", value, new Int(0));
  }
}
