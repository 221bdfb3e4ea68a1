package dev.longctx.compress.internal.segment;

/**
 * Tells the line breaks that wrap running text from those that end a line on purpose.
 *
 * <p>The text's wrap width is the 90th percentile of its lines' widths. A break is on purpose where
 * the next line's first word would have fitted with room to spare (within 80 % of the wrap width),
 * and wherever the width is none that anybody wraps at (below 40 or above 160 columns). Whatever
 * the width, the text goes on after a comma, a colon, a dash or an opening bracket and before a
 * lower-case letter; it never does between lines of columns, between two {@code key: value} lines
 * or between two records of a log or of comma-separated values. A colon at a line's end always
 * joins what it announces: a speaker's name on its own line stays with the speech.
 */
final class LineBreaks {
  /** The wrap width to assume where lines are too few to tell, in columns. */
  static final int USUAL_WIDTH = 80;

  private static final int MIN_WIDTH = 40;
  private static final int MAX_WIDTH = 160;
  private static final int MAX_KEY_CHARS = 40;
  private static final int MAX_KEY_SPACES = 3;
  private static final int COLUMN_GAP_CHARS = 3;

  private final Lines lines;
  private final int width;

  LineBreaks(Lines lines, int width) {
    this.lines = lines;
    this.width = width;
  }

  /** For the text of the lines {@code [from, after)}. */
  static LineBreaks of(Lines lines, int from, int after) {
    int[] count = new int[MAX_WIDTH + 2];
    for (int line = from; line < after; line++) {
      count[width(lines.text(), lines.start(line), lines.end(line))]++;
    }
    int wider = (after - from) / 10;
    int width = MAX_WIDTH + 1;
    while (width > 0 && count[width] <= wider) {
      wider -= count[width];
      width--;
    }
    return new LineBreaks(lines, width);
  }

  /** Tells whether the lines are too long to be wrapped ones. */
  boolean unwrapped() {
    return width > MAX_WIDTH;
  }

  /** Tells whether the text of {@code line} goes on in the next line; neither may be blank. */
  boolean joins(int line) {
    int next = line + 1;
    if (isColumns(line) || isColumns(next) || (isRecord(line) && isRecord(next))) {
      return false;
    }
    if (announces(line)) {
      return true;
    }
    if (isKeyed(next) && isKeyed(line)) {
      return false;
    }
    if (isOpen(lines.lastChar(line)) || Character.isLowerCase(lines.firstChar(next))) {
      return true;
    }
    return width >= MIN_WIDTH && width <= MAX_WIDTH && fills(line);
  }

  private boolean fills(int line) {
    int start = lines.start(line + 1);
    int end = start;
    while (end < lines.end(line + 1) && !endsWord(start, end)) {
      end++;
    }
    int own = width(lines.text(), lines.start(line), lines.end(line));
    int word = width(lines.text(), start, end);
    return 10 * (own + 1 + word) > 8 * width;
  }

  private boolean endsWord(int start, int at) {
    char c = lines.text().charAt(at);
    return WhiteSpace.is(c) || (at > start && Scripts.isUnspaced(c)) || at > start + width;
  }

  private boolean announces(int line) {
    char last = lines.lastChar(line);
    return last == ':' || last == '：';
  }

  private static boolean isOpen(char last) {
    return ",;(-–—，、；（".indexOf(last) >= 0;
  }

  /** Columns taken by {@code [start, end)}, at most one more than the widest wrap width. */
  private static int width(String text, int start, int end) {
    int columns = 0;
    for (int i = start; i < end && columns <= MAX_WIDTH; i++) {
      columns += Scripts.isUnspaced(text.charAt(i)) ? 2 : 1;
    }
    return Math.min(columns, MAX_WIDTH + 1);
  }

  private boolean isColumns(int line) {
    int pipes = 0;
    int spaces = 0;
    int end = Math.min(lines.end(line), lines.start(line) + MAX_WIDTH);
    for (int i = lines.start(line); i < end; i++) {
      char c = lines.text().charAt(i);
      pipes += c == '|' ? 1 : 0;
      spaces = c == ' ' ? spaces + 1 : 0;
      if (c == '\t' || pipes == 2 || spaces == COLUMN_GAP_CHARS) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether {@code line} begins with a time, date or address, or is comma-separated. */
  private boolean isRecord(int line) {
    return RecordLine.isStamped(lines.text(), lines.start(line), lines.end(line))
        || RecordLine.isSeparated(lines.text(), lines.start(line), lines.end(line));
  }

  /** Tells whether {@code line} begins like {@code key: value} or {@code key = value}. */
  private boolean isKeyed(int line) {
    int start = lines.start(line);
    int end = Math.min(lines.end(line), start + MAX_KEY_CHARS);
    if (!isKeyStart(lines.text().charAt(start))) {
      return false;
    }
    int spaces = 0;
    for (int i = start + 1; i < end && spaces <= MAX_KEY_SPACES; i++) {
      char c = lines.text().charAt(i);
      if (c == ':' || c == '=' || c == '：') {
        return c == '：' || i + 1 == lines.end(line) || lines.text().charAt(i + 1) == ' ';
      }
      if (Characters.isTerminal(c) || Characters.isClausePunctuation(c)) {
        return false;
      }
      spaces += c == ' ' ? 1 : 0;
    }
    return false;
  }

  private static boolean isKeyStart(char c) {
    return Character.isLetter(c) || c == '"' || c == '\'';
  }
}
