package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Parameters;
import dev.longctx.onnx.internal.template.value.Printer;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Strings;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Text;
import dev.longctx.onnx.internal.template.value.TextBuilder;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Filters that take a string, or anything as it is printed, and give a string. */
final class TextFilters {

  private static final int INDENT = 4;
  private static final String WORD_BORDERS = "-({[<";

  private TextFilters() {}

  static Map<String, Filter> all() {
    return Map.of(
        "upper", plain(text -> text.toUpperCase(Locale.ROOT)),
        "lower", plain(text -> text.toLowerCase(Locale.ROOT)),
        "capitalize", plain(Strings::capitalize),
        "title", plain(TextFilters::title),
        "string", plain(text -> text),
        "safe", plain(text -> text),
        "trim", TextFilters::trim,
        "replace", TextFilters::replace,
        "indent", TextFilters::indent);
  }

  private static Filter plain(UnaryOperator<String> change) {
    return (rendering, value, arguments) -> {
      arguments.bind();
      return rendering.text(change.apply(Printer.text(rendering, value).text()));
    };
  }

  private static Value trim(Rendering rendering, Value value, Arguments arguments) {
    var kind = Strings.among(arguments.bind("chars").textOrNull(0));
    String text = Printer.text(rendering, value).text();
    return rendering.text(Strings.stripEnd(Strings.stripStart(text, kind), kind));
  }

  private static Value replace(Rendering rendering, Value value, Arguments arguments) {
    Parameters parameters = arguments.bind("old", "new", "count");
    String text = Printer.text(rendering, value).text();
    String old = Printer.text(rendering, parameters.require(0)).text();
    String other = Printer.text(rendering, parameters.require(1)).text();
    return Replacement.of(rendering, text, old, other, parameters.integer(2, -1));
  }

  /** Words begin behind white space, hyphens and opening brackets only. */
  private static String title(String text) {
    StringBuilder title = new StringBuilder(text.length());
    boolean begins = true;
    for (int c : text.codePoints().toArray()) {
      String letter = Character.toString(c);
      title.append(begins ? letter.toUpperCase(Locale.ROOT) : letter.toLowerCase(Locale.ROOT));
      begins = Strings.isSpace(c) || WORD_BORDERS.indexOf(c) >= 0;
    }
    return title.toString();
  }

  private static Value indent(Rendering rendering, Value value, Arguments arguments) {
    Parameters parameters = arguments.bind("width", "first", "blank");
    String width =
        parameters.get(0) instanceof Text prefix
            ? prefix.text()
            : new TextBuilder(rendering).repeat(" ", parameters.integer(0, INDENT)).toText().text();
    if (!(value instanceof Text text)) {
      throw new TemplateError("expected a string to indent, found " + value.kind());
    }
    List<String> lines = Strings.lines(text.text() + "\n");
    rendering.takeSteps(lines.size());
    TextBuilder indented = new TextBuilder(rendering);
    for (int i = 0; i < lines.size(); i++) {
      indented.append(i == 0 ? "" : "\n");
      boolean wanted =
          i == 0 ? parameters.truth(1) : parameters.truth(2) || !lines.get(i).isEmpty();
      indented.append(wanted ? width : "").append(lines.get(i));
    }
    return indented.toText();
  }
}
