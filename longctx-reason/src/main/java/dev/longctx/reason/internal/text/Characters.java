package dev.longctx.reason.internal.text;

/** Classes of characters, as Python's {@code str} and {@code re} know them where it says so. */
public final class Characters {

  private static final String ASCII_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private Characters() {}

  /** Python's {@code string.punctuation}. */
  public static boolean isAsciiPunctuation(int c) {
    return ASCII_PUNCTUATION.indexOf(c) >= 0;
  }

  /** What Python's {@code str.split} and {@code str.strip} take for white space. */
  public static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  /** What Python's {@code \w} matches. */
  public static boolean isWord(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER
        || c == '_';
  }

  /** Any punctuation, Unicode's or ASCII's symbols that Python counts to it. */
  public static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.CURRENCY_SYMBOL ->
          true;
      default -> isAsciiPunctuation(c);
    };
  }

  /** Hyphen, minus, or one of the dashes that stand in for it. */
  public static boolean isMinus(int c) {
    return c == '-' || c == '\u2212' || c == '\u2013' || c == '\uFE63' || c == '\uFF0D';
  }

  /** Python's {@code str.strip}. */
  public static String strip(String text) {
    int from = 0;
    while (from < text.length() && isSpace(text.charAt(from))) {
      from++;
    }
    int to = text.length();
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Python's {@code str.rstrip} of one character. */
  public static String withoutTrailing(String text, char c) {
    int to = text.length();
    while (to > 0 && text.charAt(to - 1) == c) {
      to--;
    }
    return text.substring(0, to);
  }

  /** Python's {@code str.lstrip} of one character. */
  public static String withoutLeading(String text, char c) {
    int from = 0;
    while (from < text.length() && text.charAt(from) == c) {
      from++;
    }
    return text.substring(from);
  }
}
