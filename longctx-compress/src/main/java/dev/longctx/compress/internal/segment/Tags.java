package dev.longctx.compress.internal.segment;

/**
 * Markup and template tags: {@code <b>}, {@code </b>}, {@code <|x|>}, {@code {{x}}}, {@code {% x
 * %}}, {@code ${x}} and {@code [INST]}.
 */
final class Tags {
  private static final int MAX_TAG_CHARS = 1_000;

  private final WordMarks marks;
  private final String text;
  private final int to;

  private Tags(WordMarks marks) {
    this.marks = marks;
    this.text = marks.text();
    this.to = marks.to();
  }

  static void mark(WordMarks marks) {
    new Tags(marks).mark();
  }

  private void mark() {
    int i = marks.from();
    while (i < to) {
      int end = tagEnd(i);
      if (end > i) {
        marks.markRange(i, end);
      }
      i = Math.max(end, i + 1);
    }
  }

  /** End of the tag that begins at {@code i}, or {@code i}. */
  private int tagEnd(int i) {
    return switch (text.charAt(i)) {
      case '<' -> isTagStart(i + 1) ? close(i, '<', '>') : i;
      case '[' -> controlEnd(i);
      case '$' -> next(i) == '{' ? close(i + 1, '{', '}', i) : i;
      case '{' -> templateEnd(i);
      default -> i;
    };
  }

  private char next(int i) {
    return i + 1 < to ? text.charAt(i + 1) : ' ';
  }

  private boolean isTagStart(int at) {
    return at < to
        && (Character.isLetter(text.charAt(at)) || "/!?|<".indexOf(text.charAt(at)) >= 0);
  }

  private int close(int i, char open, char close) {
    return close(i, open, close, i);
  }

  /**
   * End of the first {@code close} behind {@code i} with no {@code open} between, else {@code
   * otherwise}.
   */
  private int close(int i, char open, char close, int otherwise) {
    int limit = Math.min(to, i + MAX_TAG_CHARS);
    int from = i + 1 < to && text.charAt(i + 1) == open ? i + 2 : i + 1;
    for (int at = from; at < limit && text.charAt(at) != open; at++) {
      if (text.charAt(at) == close) {
        return at + 1 < to && text.charAt(at + 1) == close ? at + 2 : at + 1;
      }
    }
    return otherwise;
  }

  private int templateEnd(int i) {
    return next(i) == '{' || next(i) == '%' ? close(i, '{', '}') : i;
  }

  /** {@code [INST]}, {@code [/INST]}, {@code [SEP]}: two and more capitals. */
  private int controlEnd(int i) {
    int from = next(i) == '/' ? i + 2 : i + 1;
    int at = from;
    int limit = Math.min(to, from + 40);
    while (at < limit && isCapital(text.charAt(at))) {
      at++;
    }
    return at >= from + 2 && at < to && text.charAt(at) == ']' ? at + 1 : i;
  }

  private static boolean isCapital(char c) {
    return (c >= 'A' && c <= 'Z') || c == '_';
  }
}
