package dev.longctx.compress.internal.segment;

/**
 * White space as the whole package understands it: {@link Character#isWhitespace(char)} and the
 * no-break spaces. Control characters such as NUL are text.
 */
public final class WhiteSpace {
  private WhiteSpace() {}

  /** Tells whether {@code c} is white space; no supplementary character is. */
  public static boolean is(char c) {
    return c <= ' ' ? Character.isWhitespace(c) : c >= 0x80 && isWide(c);
  }

  /** First index in {@code [from, to)} that holds no white space, or {@code to}. */
  public static int skip(String text, int from, int to) {
    int i = from;
    while (i < to && is(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** End of {@code [from, to)} without its trailing white space, never below {@code from}. */
  public static int trimEnd(String text, int from, int to) {
    int i = to;
    while (i > from && is(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean isWide(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
