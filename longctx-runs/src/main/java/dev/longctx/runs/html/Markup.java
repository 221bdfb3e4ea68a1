package dev.longctx.runs.html;

/** Text as HTML that cannot break out of where it stands. */
final class Markup {

  /** Unicode's pictures of the control characters start here, in the same order. */
  private static final char CONTROL_PICTURES = '\u2400';

  private static final char DELETE_PICTURE = '\u2421';
  private static final char REPLACEMENT = '\uFFFD';

  private Markup() {}

  /** For the content of an element, or for an attribute in quotes. */
  static String escape(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(html, c));
    return html.toString();
  }

  private static void append(StringBuilder html, int c) {
    switch (c) {
      case '&' -> html.append("&amp;");
      case '<' -> html.append("&lt;");
      case '>' -> html.append("&gt;");
      case '"' -> html.append("&quot;");
      case '\'' -> html.append("&#39;");
      case '\n', '\t' -> html.append((char) c);
      case '\r' -> {}
      default -> html.appendCodePoint(visible(c));
    }
  }

  /** Control characters and halves of characters are not allowed in a page. */
  private static int visible(int c) {
    if (c < ' ') {
      return CONTROL_PICTURES + c;
    }
    if (c == '\u007F') {
      return DELETE_PICTURE;
    }
    boolean forbidden =
        (c > '\u007F' && c < '\u00A0') || Character.getType(c) == Character.SURROGATE;
    return forbidden ? REPLACEMENT : c;
  }
}
