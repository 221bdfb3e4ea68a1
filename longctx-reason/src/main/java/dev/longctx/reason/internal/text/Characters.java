package dev.longctx.reason.internal.text;

/** Classes of characters, as Python's {@code str} and {@code re} know them where it says so. */
public final class Characters {

  private static final String ASCII_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private Characters() {}

  /** Python's {@code string.punctuation}. */
  public static boolean isAsciiPunctuation(int c) {
    return ASCII_PUNCTUATION.indexOf(c) >= 0;
  }

  /** What Python's {@code str.split} splits at. */
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
}
