package dev.longctx.reason.internal.extract;

/** A line that goes on with a list. */
final class ListItem {

  private static final String BULLETS = "-*+\u2022\u2013\u2014";
  private static final int MOST_DIGITS = 3;
  private static final int MOST_INDENT = 16;

  private ListItem() {}

  /** The index behind the marker of a line's item, or -1 where it has none. */
  static int behindMarker(String text, int lineStart) {
    int at = lineStart;
    while (is(text, at, " \t") && at - lineStart < MOST_INDENT) {
      at++;
    }
    int behind = is(text, at, BULLETS) ? at + 1 : behindNumber(text, at);
    return behind > at && is(text, behind, " \t") ? behind : -1;
  }

  /** Behind {@code 1.}, {@code 1)} or {@code b)}; the start where there is none. */
  private static int behindNumber(String text, int start) {
    int at = start;
    while (at < text.length() && at - start < MOST_DIGITS && Character.isDigit(text.charAt(at))) {
      at++;
    }
    boolean letter = at == start && at < text.length() && Character.isLetter(text.charAt(at));
    int end = letter ? at + 1 : at;
    return end > start && is(text, end, ".)") ? end + 1 : start;
  }

  private static boolean is(String text, int at, String characters) {
    return at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
  }
}
