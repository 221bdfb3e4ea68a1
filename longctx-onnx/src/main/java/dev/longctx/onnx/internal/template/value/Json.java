package dev.longctx.onnx.internal.template.value;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON, in the notation of Python's {@code json.dumps}. */
public final class Json {

  /**
   * How JSON is written.
   *
   * @param indent what one level is indented by, or null for a single line
   * @param item stands between two items
   * @param colon stands between key and value
   * @param ascii whether other characters than ASCII are escaped
   * @param sorted whether keys are sorted
   */
  public record Style(
      @Nullable String indent, String item, String colon, boolean ascii, boolean sorted) {}

  private final Style style;
  private final TextBuilder out;

  private Json(Style style, TextBuilder out) {
    this.style = style;
    this.out = out;
  }

  /** A value as JSON. */
  public static Text write(Rendering rendering, Value value, Style style) {
    TextBuilder out = new TextBuilder(rendering);
    new Json(style, out).write(value, 0);
    return out.toText();
  }

  private void write(Value value, int level) {
    if (value instanceof Text text) {
      quote(text.text());
    } else if (value instanceof Sequence sequence) {
      write(sequence.items().iterator(), level);
    } else if (value instanceof Mapping mapping) {
      write(mapping, level);
    } else {
      out.append(scalar(value));
    }
  }

  private static String scalar(Value value) {
    if (value instanceof Bool || value instanceof Int) {
      return value instanceof Bool
          ? String.valueOf(value.truth())
          : Long.toString(Numbers.integer(value));
    }
    if (value == None.NONE) {
      return "null";
    }
    if (value instanceof Real real) {
      double number = real.number();
      return Double.isNaN(number)
          ? "NaN"
          : Double.isInfinite(number)
              ? (number > 0 ? "Infinity" : "-Infinity")
              : Numbers.print(number);
    }
    throw new TemplateError("expected a value that JSON can hold, found " + value.kind());
  }

  private void write(Iterator<Value> items, int level) {
    if (!items.hasNext()) {
      out.append("[]");
      return;
    }
    out.append("[");
    while (items.hasNext()) {
      newLine(level + 1);
      write(items.next(), level + 1);
      out.append(items.hasNext() ? style.item() : "");
    }
    newLine(level);
    out.append("]");
  }

  private void write(Mapping mapping, int level) {
    Iterator<Map.Entry<Value, Value>> entries = entries(mapping).iterator();
    if (!entries.hasNext()) {
      out.append("{}");
      return;
    }
    out.append("{");
    while (entries.hasNext()) {
      Map.Entry<Value, Value> entry = entries.next();
      newLine(level + 1);
      quote(entry.getKey() instanceof Text text ? text.text() : scalar(entry.getKey()));
      out.append(style.colon());
      write(entry.getValue(), level + 1);
      out.append(entries.hasNext() ? style.item() : "");
    }
    newLine(level);
    out.append("}");
  }

  private List<Map.Entry<Value, Value>> entries(Mapping mapping) {
    List<Map.Entry<Value, Value>> entries = List.copyOf(mapping.entries().entrySet());
    return style.sorted()
        ? entries.stream().sorted(Map.Entry.comparingByKey(sorting())).toList()
        : entries;
  }

  private static Comparator<Value> sorting() {
    return Comparison::compareScalars;
  }

  private void newLine(int level) {
    if (style.indent() != null) {
      out.append("\n").repeat(style.indent(), level);
    }
  }

  private void quote(String text) {
    out.append("\"");
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      String escape = escape(text.charAt(i));
      if (escape != null) {
        out.append(text, start, i).append(escape);
        start = i + 1;
      }
    }
    out.append(text, start, text.length()).append("\"");
  }

  private @Nullable String escape(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\f' -> "\\f";
      case '\b' -> "\\b";
      default ->
          c < ' ' || (style.ascii() && c > '~')
              ? String.format(Locale.ROOT, "\\u%04x", (int) c)
              : null;
    };
  }
}
