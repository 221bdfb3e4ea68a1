package dev.longctx.runs.table;

/** Plain text within Markdown. */
public final class Markdown {

  private static final String SPECIAL = "\\`*_[]<>|#&~";

  private Markdown() {}

  /**
   * Text as it is, on one line, for a heading or a cell: no character of it begins an element of
   * Markdown or HTML.
   *
   * @param text maybe untrusted
   * @return Markdown
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(breaksLine(c) ? ' ' : c);
    }
    return escaped.toString();
  }

  private static boolean breaksLine(char c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }
}
