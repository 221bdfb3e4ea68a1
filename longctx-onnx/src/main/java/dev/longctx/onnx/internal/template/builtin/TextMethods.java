package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Bool;
import dev.longctx.onnx.internal.template.value.Callable;
import dev.longctx.onnx.internal.template.value.Int;
import dev.longctx.onnx.internal.template.value.Items;
import dev.longctx.onnx.internal.template.value.Parameters;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Sequence;
import dev.longctx.onnx.internal.template.value.Strings;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Text;
import dev.longctx.onnx.internal.template.value.TextBuilder;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Methods of strings. */
final class TextMethods {

  private interface Method {
    Value call(Rendering rendering, String text, Arguments arguments);
  }

  private static final Map<String, Method> METHODS = new HashMap<>();

  /** Python has them too; a template that uses one must fail, not print nothing. */
  private static final Set<String> OTHERS =
      Set.of(
          "casefold",
          "center",
          "encode",
          "expandtabs",
          "format",
          "format_map",
          "index",
          "isalnum",
          "isalpha",
          "isascii",
          "isdecimal",
          "isdigit",
          "isidentifier",
          "islower",
          "isnumeric",
          "isprintable",
          "isspace",
          "istitle",
          "isupper",
          "ljust",
          "maketrans",
          "partition",
          "rindex",
          "rjust",
          "rpartition",
          "swapcase",
          "translate",
          "zfill");

  static {
    METHODS.put("strip", (r, text, a) -> strip(r, text, a, true, true));
    METHODS.put("lstrip", (r, text, a) -> strip(r, text, a, true, false));
    METHODS.put("rstrip", (r, text, a) -> strip(r, text, a, false, true));
    METHODS.put("upper", plain(text -> text.toUpperCase(Locale.ROOT)));
    METHODS.put("lower", plain(text -> text.toLowerCase(Locale.ROOT)));
    METHODS.put("capitalize", plain(Strings::capitalize));
    METHODS.put("title", plain(TextMethods::title));
    METHODS.put("startswith", (r, text, a) -> has(a, part -> text.startsWith(part)));
    METHODS.put("endswith", (r, text, a) -> has(a, part -> text.endsWith(part)));
    METHODS.put("removeprefix", (r, text, a) -> remove(r, text, a, String::startsWith, true));
    METHODS.put("removesuffix", (r, text, a) -> remove(r, text, a, String::endsWith, false));
    METHODS.put("split", (r, text, a) -> Splitting.split(r, text, a, false));
    METHODS.put("rsplit", (r, text, a) -> Splitting.split(r, text, a, true));
    METHODS.put("splitlines", TextMethods::lines);
    METHODS.put("replace", TextMethods::replace);
    METHODS.put("join", TextMethods::join);
    METHODS.put("find", (r, text, a) -> find(r, text, a, false));
    METHODS.put("rfind", (r, text, a) -> find(r, text, a, true));
    METHODS.put("count", TextMethods::count);
  }

  private TextMethods() {}

  static @Nullable Callable named(Text text, String name) {
    Method method = METHODS.get(name);
    if (method == null && OTHERS.contains(name)) {
      throw new TemplateError("unknown method '" + name + "' of a string");
    }
    return method == null
        ? null
        : (rendering, arguments) -> method.call(rendering, text.text(), arguments);
  }

  private static Method plain(UnaryOperator<String> change) {
    return (rendering, text, arguments) -> {
      arguments.bind();
      return rendering.text(change.apply(text));
    };
  }

  private static Value strip(
      Rendering rendering, String text, Arguments arguments, boolean start, boolean end) {
    var kind = Strings.among(arguments.bind("chars").textOrNull(0));
    String stripped = start ? Strings.stripStart(text, kind) : text;
    return rendering.text(end ? Strings.stripEnd(stripped, kind) : stripped);
  }

  /** Words begin at every cased letter behind anything that is none. */
  private static String title(String text) {
    StringBuilder title = new StringBuilder(text.length());
    boolean inWord = false;
    for (int c : text.codePoints().toArray()) {
      title.append(inWord ? Character.toString(Character.toLowerCase(c)) : Strings.titleCase(c));
      inWord = Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
    }
    return title.toString();
  }

  private static Value has(Arguments arguments, Predicate<String> test) {
    Parameters parameters = arguments.bind("part");
    if (parameters.require(0) instanceof Sequence parts && parts.isTuple()) {
      return Bool.of(parts.items().stream().anyMatch(part -> test.test(string(part))));
    }
    return Bool.of(test.test(parameters.text(0)));
  }

  private static Value remove(
      Rendering rendering,
      String text,
      Arguments arguments,
      BiPredicate<String, String> test,
      boolean start) {
    String part = arguments.bind("part").text(0);
    if (!test.test(text, part)) {
      return new Text(text);
    }
    int rest = text.length() - part.length();
    return rendering.text(start ? text.substring(part.length()) : text.substring(0, rest));
  }

  private static Value lines(Rendering rendering, String text, Arguments arguments) {
    arguments.bind();
    rendering.touch(text.length());
    List<Value> lines = new ArrayList<>();
    Strings.lines(text).forEach(line -> lines.add(new Text(line)));
    rendering.takeSteps(lines.size());
    return Sequence.list(lines);
  }

  private static Value replace(Rendering rendering, String text, Arguments arguments) {
    Parameters parameters = arguments.bind("old", "new", "count");
    long count = parameters.integer(2, -1);
    return Replacement.of(rendering, text, parameters.text(0), parameters.text(1), count);
  }

  private static Value join(Rendering rendering, String text, Arguments arguments) {
    TextBuilder joined = new TextBuilder(rendering);
    String before = "";
    for (Value item : Items.of(rendering, arguments.bind("parts").require(0))) {
      joined.append(before).append(string(item));
      before = text;
    }
    return joined.toText();
  }

  private static Value find(Rendering rendering, String text, Arguments arguments, boolean last) {
    String part = arguments.bind("part").text(0);
    rendering.search(text, part);
    int index = last ? text.lastIndexOf(part) : text.indexOf(part);
    return new Int(index < 0 ? index : text.codePointCount(0, index));
  }

  private static Value count(Rendering rendering, String text, Arguments arguments) {
    String part = arguments.bind("part").text(0);
    if (part.isEmpty()) {
      return new Int(Strings.length(text) + 1L);
    }
    rendering.search(text, part);
    long count = 0;
    for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + part.length())) {
      count++;
    }
    return new Int(count);
  }

  private static String string(Value value) {
    if (value instanceof Text text) {
      return text.text();
    }
    throw new TemplateError("expected a string, found " + value.kind());
  }
}
