package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Parameters;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Sequence;
import dev.longctx.onnx.internal.template.value.Strings;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Text;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts strings at a separator or at white space, from either end. */
final class Splitting {

  private Splitting() {}

  static Value split(Rendering rendering, String text, Arguments arguments, boolean fromEnd) {
    Parameters parameters = arguments.bind("sep", "maxsplit");
    @Nullable String separator = parameters.textOrNull(0);
    long most = parameters.integer(1, -1);
    if (separator != null && separator.isEmpty()) {
      throw new TemplateError("argument 'sep': expected a string that is not empty");
    }
    rendering.search(text, separator == null ? "" : separator);
    List<String> parts =
        separator == null
            ? (fromEnd ? wordsFromEnd(text, most) : words(text, most))
            : (fromEnd ? partsFromEnd(text, separator, most) : parts(text, separator, most));
    rendering.takeSteps(parts.size());
    rendering.touch(text.length());
    List<Value> values = new ArrayList<>(parts.size());
    parts.forEach(part -> values.add(new Text(part)));
    return Sequence.list(values);
  }

  private static List<String> parts(String text, String separator, long most) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = text.indexOf(separator); i >= 0 && parts.size() != most; ) {
      parts.add(text.substring(start, i));
      start = i + separator.length();
      i = text.indexOf(separator, start);
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static List<String> partsFromEnd(String text, String separator, long most) {
    List<String> parts = new ArrayList<>();
    int end = text.length();
    int i = text.lastIndexOf(separator);
    while (i >= 0 && parts.size() != most) {
      parts.add(text.substring(i + separator.length(), end));
      end = i;
      i = end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
    }
    parts.add(text.substring(0, end));
    Collections.reverse(parts);
    return parts;
  }

  private static List<String> words(String text, long most) {
    List<String> words = new ArrayList<>();
    int start = Strings.skip(text, 0, Strings::isSpace);
    while (start < text.length()) {
      boolean last = words.size() == most;
      int end = last ? text.length() : Strings.skip(text, start, c -> !Strings.isSpace(c));
      words.add(text.substring(start, end));
      start = Strings.skip(text, end, Strings::isSpace);
    }
    return words;
  }

  private static List<String> wordsFromEnd(String text, long most) {
    List<String> words = new ArrayList<>();
    int end = Strings.skipBack(text, text.length(), Strings::isSpace);
    while (end > 0) {
      boolean last = words.size() == most;
      int start = last ? 0 : Strings.skipBack(text, end, c -> !Strings.isSpace(c));
      words.add(text.substring(start, end));
      end = Strings.skipBack(text, start, Strings::isSpace);
    }
    Collections.reverse(words);
    return words;
  }
}
