package dev.longctx.onnx.internal.template.syntax;

/** Resolves the escape sequences of string literals. */
final class Escapes {

  private static final String NAMES = "\n\\'\"abfnrtv";
  private static final String MEANINGS = "\0\\'\"\u0007\b\f\n\r\t\u000b";

  private final String escaped;
  private final StringBuilder resolved = new StringBuilder();
  private int position;

  private Escapes(String escaped) {
    this.escaped = escaped;
  }

  static String resolve(String escaped) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    Escapes escapes = new Escapes(escaped);
    while (escapes.position < escaped.length()) {
      escapes.step();
    }
    return escapes.resolved.toString();
  }

  private void step() {
    char c = escaped.charAt(position++);
    if (c != '\\') {
      resolved.append(c);
      return;
    }
    char name = escaped.charAt(position++);
    int meaning = NAMES.indexOf(name);
    switch (name) {
      case '\n' -> {} // continues the line
      case 'x' -> hex(2);
      case 'u' -> hex(4);
      case 'U' -> hex(8);
      case 'N' -> throw new IllegalArgumentException("unknown escape sequence '\\N'");
      default -> {
        if (name >= '0' && name <= '7') {
          octal();
        } else if (meaning >= 0) {
          resolved.append(MEANINGS.charAt(meaning));
        } else {
          resolved.append('\\').append(name);
        }
      }
    }
  }

  private void hex(int digits) {
    int end = Math.min(escaped.length(), position + digits);
    String number = escaped.substring(position, end);
    boolean whole = number.length() == digits;
    if (!whole || !number.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
      throw new IllegalArgumentException(
          "expected " + digits + " hexadecimal digits in an escape sequence, found " + number);
    }
    long codePoint = Long.parseLong(number, 16);
    if (codePoint > Character.MAX_CODE_POINT) {
      throw new IllegalArgumentException("expected a code point, found " + number);
    }
    resolved.appendCodePoint((int) codePoint);
    position = end;
  }

  private void octal() {
    int end = position;
    while (end < escaped.length() && end < position + 2 && isOctal(escaped.charAt(end))) {
      end++;
    }
    resolved.append((char) Integer.parseInt(escaped.substring(position - 1, end), 8));
    position = end;
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }
}
