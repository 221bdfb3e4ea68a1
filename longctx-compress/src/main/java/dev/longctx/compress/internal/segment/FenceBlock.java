package dev.longctx.compress.internal.segment;

/** Markdown's fenced code; a fence that is never closed runs to the end of the text. */
final class FenceBlock implements Block {
  private static final int MIN_FENCE_CHARS = 3;

  private final Lines lines;

  FenceBlock(Lines lines) {
    this.lines = lines;
  }

  @Override
  public boolean begins(int line, boolean inText) {
    char mark = lines.firstChar(line);
    if (mark != '`' && mark != '~') {
      return false;
    }
    int length = lines.run(line);
    return length >= MIN_FENCE_CHARS && (mark == '~' || !infoHasBacktick(line, length));
  }

  @Override
  public int after(int line) {
    char mark = lines.firstChar(line);
    int length = lines.run(line);
    for (int i = line + 1; i < lines.size(); i++) {
      if (closes(i, mark, length)) {
        return i + 1;
      }
    }
    return lines.size();
  }

  @Override
  public void emit(int from, int after, SegmentsBuilder out) {
    out.unit(lines.start(from), lines.end(after - 1));
  }

  private boolean closes(int line, char mark, int length) {
    return lines.length(line) >= length
        && lines.firstChar(line) == mark
        && lines.run(line) == lines.length(line);
  }

  private boolean infoHasBacktick(int line, int length) {
    for (int i = lines.start(line) + length; i < lines.end(line); i++) {
      if (lines.text().charAt(i) == '`') {
        return true;
      }
    }
    return false;
  }
}
