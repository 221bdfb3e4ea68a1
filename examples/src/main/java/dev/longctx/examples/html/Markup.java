package dev.longctx.examples.html;

/** Text as HTML that cannot break out of where it stands. */
final class Markup {

  /** Unicode's pictures of the control characters start here, in the same order. */
  private static final char CONTROL_PICTURES = '\u2400';

  private static final char DELETE_PICTURE = '\u2421';

  private Markup() {}

  static String escape(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      append(html, text.charAt(i));
    }
    return html.toString();
  }

  private static void append(StringBuilder html, char c) {
    switch (c) {
      case '&' -> html.append("&amp;");
      case '<' -> html.append("&lt;");
      case '>' -> html.append("&gt;");
      case '"' -> html.append("&quot;");
      case '\'' -> html.append("&#39;");
      case '\n', '\t' -> html.append(c);
      case '\r' -> {}
      case '\u007F' -> html.append(DELETE_PICTURE);
      default -> html.append(c < ' ' ? (char) (CONTROL_PICTURES + c) : c);
    }
  }
}
