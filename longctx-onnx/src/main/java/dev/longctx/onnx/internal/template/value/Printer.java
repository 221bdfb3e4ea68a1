package dev.longctx.onnx.internal.template.value;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/** Values as Python prints them. */
public final class Printer {

  private final TextBuilder out;

  private Printer(TextBuilder out) {
    this.out = out;
  }

  /** What printing a value writes: strings as they are, everything else as Python shows it. */
  public static Text text(Rendering rendering, Value value) {
    if (value instanceof Text text) {
      return text;
    }
    if (value instanceof Undefined) {
      return Text.EMPTY;
    }
    TextBuilder out = new TextBuilder(rendering);
    new Printer(out).show(value);
    return out.toText();
  }

  private void show(Value value) {
    if (value instanceof Text text) {
      quote(text.text());
    } else if (value instanceof Sequence sequence) {
      show(sequence);
    } else if (value instanceof Mapping mapping) {
      show(mapping);
    } else {
      out.append(scalar(value));
    }
  }

  private static String scalar(Value value) {
    if (value instanceof Int number) {
      return Long.toString(number.number());
    }
    if (value instanceof Real number) {
      return Numbers.print(number.number());
    }
    if (value instanceof Bool truth) {
      return truth.truth() ? "True" : "False";
    }
    if (value == None.NONE) {
      return "None";
    }
    if (value instanceof Undefined) {
      return "Undefined";
    }
    throw new TemplateError("expected a value that can be printed, found " + value.kind());
  }

  private void show(Sequence sequence) {
    out.append(sequence.isTuple() ? "(" : "[");
    for (int i = 0; i < sequence.items().size(); i++) {
      out.append(i == 0 ? "" : ", ");
      show(sequence.items().get(i));
    }
    out.append(sequence.isTuple() && sequence.items().size() == 1 ? "," : "");
    out.append(sequence.isTuple() ? ")" : "]");
  }

  private void show(Mapping mapping) {
    out.append("{");
    Iterator<Map.Entry<Value, Value>> entries = mapping.entries().entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Value, Value> entry = entries.next();
      show(entry.getKey());
      out.append(": ");
      show(entry.getValue());
      out.append(entries.hasNext() ? ", " : "");
    }
    out.append("}");
  }

  private void quote(String text) {
    String mark = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? "\"" : "'";
    out.append(mark);
    text.codePoints().forEach(c -> out.append(escape(c, mark.charAt(0))));
    out.append(mark);
  }

  private static String escape(int c, char mark) {
    if (c == mark || c == '\\') {
      return "\\" + (char) c;
    }
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> isPrintable(c) ? Character.toString(c) : hex(c);
    };
  }

  private static String hex(int c) {
    String format = c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x";
    return String.format(Locale.ROOT, format, c);
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
