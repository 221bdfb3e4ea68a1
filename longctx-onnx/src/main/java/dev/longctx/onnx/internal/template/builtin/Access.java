package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Callable;
import dev.longctx.onnx.internal.template.value.Int;
import dev.longctx.onnx.internal.template.value.Items;
import dev.longctx.onnx.internal.template.value.Mapping;
import dev.longctx.onnx.internal.template.value.Members;
import dev.longctx.onnx.internal.template.value.Numbers;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Sequence;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Text;
import dev.longctx.onnx.internal.template.value.Undefined;
import dev.longctx.onnx.internal.template.value.Value;
import org.jspecify.annotations.Nullable;

/** Attributes and items of values. */
public final class Access {

  private Access() {}

  /** {@code value.name}: a method where Python has one, else the item of that name. */
  public static Value attribute(Value value, String name) {
    if (value instanceof Members members) {
      return members.member(name);
    }
    Value method = method(value, name);
    if (method != null) {
      return method;
    }
    return value instanceof Mapping mapping ? item(mapping, new Text(name)) : missing(value, name);
  }

  /** {@code value[key]}: an item, else the attribute of that name. */
  public static Value item(Rendering rendering, Value value, Value key) {
    if (value instanceof Mapping mapping && mapping.get(key) != null) {
      return item(mapping, key);
    }
    if ((value instanceof Sequence || value instanceof Text) && Numbers.isIntegral(key)) {
      Value item = Items.at(rendering, value, Numbers.integer(key));
      return item != null ? item : missing(value, Long.toString(Numbers.integer(key)));
    }
    if (key instanceof Text name) {
      return attribute(value, name.text());
    }
    return missing(value, Numbers.isIntegral(key) ? "" + Numbers.integer(key) : key.kind());
  }

  /** The item at the end of a path of names and positions such as {@code function.name}. */
  static Value path(Rendering rendering, Value value, @Nullable Value path) {
    return path(rendering, value, path, null);
  }

  /** The same, with another value for each item on the way that is missing. */
  static Value path(
      Rendering rendering, Value value, @Nullable Value path, @Nullable Value otherwise) {
    if (path == null) {
      return value;
    }
    if (!(path instanceof Text names)) {
      return orElse(item(rendering, value, path), otherwise);
    }
    Value item = value;
    for (String name : names.text().split("\\.", -1)) {
      rendering.takeSteps(1);
      item = orElse(item(rendering, item, key(name)), otherwise);
    }
    return item;
  }

  private static Value orElse(Value value, @Nullable Value otherwise) {
    return value instanceof Undefined && otherwise != null ? otherwise : value;
  }

  private static Value key(String name) {
    boolean position = !name.isEmpty() && name.length() < 10;
    return position && name.chars().allMatch(Access::isDigit)
        ? new Int(Long.parseLong(name))
        : new Text(name);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static Value item(Mapping mapping, Value key) {
    Value item = mapping.get(key);
    return item != null ? item : missing(mapping, key instanceof Text text ? text.text() : "");
  }

  private static @Nullable Callable method(Value value, String name) {
    return value instanceof Text text
        ? TextMethods.named(text, name)
        : value instanceof Sequence sequence
            ? ContainerMethods.ofSequence(sequence, name)
            : value instanceof Mapping mapping ? ContainerMethods.ofMapping(mapping, name) : null;
  }

  private static Undefined missing(Value value, String name) {
    if (value instanceof Undefined undefined) {
      throw new TemplateError(
          "expected a value with '%s', but %s".formatted(name, undefined.message()));
    }
    if (name.startsWith("__")) {
      throw new TemplateError("unknown attribute '" + name + "'");
    }
    return new Undefined(value.kind() + " has no '" + name + "'");
  }
}
