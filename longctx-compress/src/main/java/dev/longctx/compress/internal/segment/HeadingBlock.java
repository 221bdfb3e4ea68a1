package dev.longctx.compress.internal.segment;

/** A line that stands alone: Markdown's {@code #} heading or thematic break, or a line of tags. */
final class HeadingBlock implements Block {
  private static final int MAX_LEVEL = 6;
  private static final int MIN_RULE_CHARS = 3;
  private static final int MAX_TAG_LINE_CHARS = 200;

  private final Lines lines;

  HeadingBlock(Lines lines) {
    this.lines = lines;
  }

  @Override
  public boolean begins(int line, boolean inText) {
    return switch (lines.firstChar(line)) {
      case '#' -> isHeading(line);
      case '-', '*', '_', '=' -> isRule(line);
      case '<' -> isTagLine(line);
      default -> false;
    };
  }

  @Override
  public int after(int line) {
    return line + 1;
  }

  @Override
  public void emit(int from, int after, SegmentsBuilder out) {
    int first = out.size();
    out.prose(lines.start(from), lines.end(from));
    if (lines.firstChar(from) == '#') {
      out.markHeadings(first);
    }
  }

  @Override
  public boolean sharesParagraph() {
    return true;
  }

  private boolean isHeading(int line) {
    int level = lines.run(line);
    int behind = lines.start(line) + level;
    return level <= MAX_LEVEL
        && (behind == lines.end(line) || WhiteSpace.is(lines.text().charAt(behind)));
  }

  private boolean isRule(int line) {
    char mark = lines.firstChar(line);
    int count = 0;
    for (int i = lines.start(line); i < lines.end(line); i++) {
      char c = lines.text().charAt(i);
      if (c != mark && !WhiteSpace.is(c)) {
        return false;
      }
      count += c == mark ? 1 : 0;
    }
    return count >= MIN_RULE_CHARS;
  }

  private boolean isTagLine(int line) {
    int length = lines.length(line);
    if (length < 3 || length > MAX_TAG_LINE_CHARS || lines.lastChar(line) != '>') {
      return false;
    }
    char second = lines.text().charAt(lines.start(line) + 1);
    return Character.isLetter(second) || second == '/' || second == '!' || second == '?';
  }
}
