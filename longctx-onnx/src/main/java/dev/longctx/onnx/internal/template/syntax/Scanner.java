package dev.longctx.onnx.internal.template.syntax;

import dev.longctx.onnx.internal.template.value.Strings;
import org.jspecify.annotations.Nullable;

/** Finds where the parts of a template end. */
final class Scanner {

  /** Longer ones first. */
  private static final String[] OPERATORS = {
    "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}",
    ">", "<", "=", ".", ":", "|", ",", ";"
  };

  private final String source;

  Scanner(String source) {
    this.source = source;
  }

  /** Where the next tag begins, or -1. */
  int tag(int from) {
    for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** The sign at a position, or an empty string. */
  String sign(int at) {
    boolean sign = at < source.length() && "-+".indexOf(source.charAt(at)) >= 0;
    return sign ? source.substring(at, at + 1) : "";
  }

  /** Where a tag of one word ends whose inside begins at a position, or -1. */
  int tag(int inside, String word, boolean trims) {
    int start = Strings.skip(source, inside, Strings::isSpace);
    if (!source.startsWith(word, start)) {
      return -1;
    }
    int end = Strings.skip(source, start + word.length(), Strings::isSpace);
    String sign = sign(end);
    boolean plus = sign.equals("+");
    return source.startsWith("%}", end + sign.length()) && (trims || !plus)
        ? behind(end + sign.length() + 2, sign, trims)
        : -1;
  }

  /** The position behind the white space that the end of a tag takes away. */
  int behind(int end, String sign, boolean trims) {
    if (sign.equals("-")) {
      return Strings.skip(source, end, Strings::isSpace);
    }
    return sign.isEmpty() && trims && source.startsWith("\n", end) ? end + 1 : end;
  }

  /** Where a number ends. Behind a dot it is an integer: {@code list.0.1}. */
  int number(int from) {
    int end = digits(from);
    if (from > 0 && source.charAt(from - 1) == '.') {
      return end;
    }
    if (source.startsWith(".", end) && digits(end + 1) > end + 1) {
      end = digits(end + 1);
    }
    if (end < source.length() && "eE".indexOf(source.charAt(end)) >= 0) {
      int exponent = end + 1 + sign(end + 1).length();
      end = digits(exponent) > exponent ? digits(exponent) : end;
    }
    return end;
  }

  private int digits(int from) {
    int end = from;
    while (end < source.length() && isDigit(source.charAt(end))) {
      end++;
    }
    return end;
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Where a string ends, or -1. */
  int string(int from) {
    for (int i = from + 1; i < source.length(); i++) {
      if (source.charAt(i) == source.charAt(from)) {
        return i + 1;
      }
      i += source.charAt(i) == '\\' ? 1 : 0;
    }
    return -1;
  }

  /** Where a name ends; at its beginning if there is none. */
  int name(int from) {
    int first = source.codePointAt(from);
    if (first != '_' && !Character.isUnicodeIdentifierStart(first)) {
      return from;
    }
    return Strings.skip(source, from, c -> c == '_' || isPartOfName(c));
  }

  private static boolean isPartOfName(int c) {
    return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }

  /** The operator at a position, or null. */
  @Nullable String operator(int at) {
    for (String operator : OPERATORS) {
      if (source.startsWith(operator, at)) {
        return operator;
      }
    }
    return null;
  }
}
