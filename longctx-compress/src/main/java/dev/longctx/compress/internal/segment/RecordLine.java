package dev.longctx.compress.internal.segment;

/** Recognises lines that are records of their own: of a log or of comma-separated values. */
final class RecordLine {

  private static final int MAX_STAMP_CHARS = 40;
  private static final int MIN_STAMP_NUMBERS = 3;
  private static final int MIN_SEPARATORS = 3;
  private static final int MAX_CHARS = 400;

  private RecordLine() {}

  /**
   * Tells whether a line begins with at least three numbers held together by {@code - . : / T} or a
   * comma, as dates, times and addresses do, behind an opening bracket or not.
   */
  static boolean isStamped(String text, int start, int end) {
    int limit = Math.min(end, start + MAX_STAMP_CHARS);
    int at = start < limit && "[(<".indexOf(text.charAt(start)) >= 0 ? start + 1 : start;
    int numbers = 0;
    while (at < limit && isDigit(text.charAt(at))) {
      numbers++;
      while (at < limit && isDigit(text.charAt(at))) {
        at++;
      }
      if (at >= limit || "-.:/T,".indexOf(text.charAt(at)) < 0) {
        break;
      }
      at++;
    }
    return numbers >= MIN_STAMP_NUMBERS;
  }

  /** Tells whether a line has commas, semicolons or tabs without a blank behind, as values do. */
  static boolean isSeparated(String text, int start, int end) {
    int limit = Math.min(end, start + MAX_CHARS);
    int separators = 0;
    for (int i = start; i + 1 < limit && separators < MIN_SEPARATORS; i++) {
      char c = text.charAt(i);
      boolean separates = c == ',' || c == ';' || c == '\t';
      separators += separates && !WhiteSpace.is(text.charAt(i + 1)) ? 1 : 0;
    }
    return separators >= MIN_SEPARATORS;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
