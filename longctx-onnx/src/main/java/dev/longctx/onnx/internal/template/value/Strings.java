package dev.longctx.onnx.internal.template.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What Python does with strings, where the JDK does it otherwise. */
public final class Strings {

  private static final String LINE_ENDS = "\n\u000b\f\r\u001c\u001d\u001e\u0085\u2028\u2029";

  private Strings() {}

  /** Whether Python takes a code point for white space. */
  public static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == '\u0085';
  }

  /** Which code points belong to a set, or are white space where there is no set. */
  public static IntPredicate among(@Nullable String set) {
    return set == null ? Strings::isSpace : codePoint -> set.indexOf(codePoint) >= 0;
  }

  /** The index behind the leading code points of a kind. */
  public static int skip(String text, int from, IntPredicate kind) {
    int index = from;
    while (index < text.length() && kind.test(text.codePointAt(index))) {
      index += Character.charCount(text.codePointAt(index));
    }
    return index;
  }

  /** A text without the leading code points of a kind. */
  public static String stripStart(String text, IntPredicate kind) {
    return text.substring(skip(text, 0, kind));
  }

  /** The index before the code points of a kind that lead up to another. */
  public static int skipBack(String text, int to, IntPredicate kind) {
    int index = to;
    while (index > 0 && kind.test(text.codePointBefore(index))) {
      index -= Character.charCount(text.codePointBefore(index));
    }
    return index;
  }

  /** A text without the trailing code points of a kind. */
  public static String stripEnd(String text, IntPredicate kind) {
    return text.substring(0, skipBack(text, text.length(), kind));
  }

  /** The number of code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The code points as strings. */
  public static List<Value> characters(String text) {
    List<Value> characters = new ArrayList<>(text.length());
    text.codePoints().forEach(c -> characters.add(new Text(Character.toString(c))));
    return characters;
  }

  /** The first letter large, the others small. */
  public static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    return titleCase(first) + text.substring(Character.charCount(first)).toLowerCase(Locale.ROOT);
  }

  /** The large form of a first letter; one such as the sharp s has more letters than one. */
  public static String titleCase(int letter) {
    String large = Character.toString(letter).toUpperCase(Locale.ROOT);
    int rest = Character.charCount(large.codePointAt(0));
    return rest == large.length()
        ? Character.toString(Character.toTitleCase(letter))
        : large.substring(0, rest) + large.substring(rest).toLowerCase(Locale.ROOT);
  }

  /** The lines, without what ends them. */
  public static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (endsLine(text.charAt(i))) {
        lines.add(text.substring(start, i));
        boolean pair = text.startsWith("\r\n", i);
        i += pair ? 1 : 0;
        start = i + 1;
      }
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  private static boolean endsLine(char c) {
    return LINE_ENDS.indexOf(c) >= 0;
  }
}
