package dev.longctx.compress.internal.segment;

/** Markdown's table: a row with a pipe, a delimiter row, and the rows with a pipe that follow. */
final class TableBlock implements Block {
  private final Lines lines;

  TableBlock(Lines lines) {
    this.lines = lines;
  }

  @Override
  public boolean begins(int line, boolean inText) {
    return line + 1 < lines.size() && isDelimiter(line + 1) && lines.contains(line, '|');
  }

  @Override
  public int after(int line) {
    int after = line + 2;
    while (after < lines.size() && lines.contains(after, '|')) {
      after++;
    }
    return after;
  }

  @Override
  public void emit(int from, int after, SegmentsBuilder out) {
    out.unit(lines.start(from), lines.end(after - 1));
  }

  private boolean isDelimiter(int line) {
    boolean dash = false;
    boolean pipe = false;
    for (int i = lines.start(line); i < lines.end(line); i++) {
      char c = lines.text().charAt(i);
      dash |= c == '-';
      pipe |= c == '|';
      if (c != '-' && c != '|' && c != ':' && c != ' ' && c != '\t') {
        return false;
      }
    }
    return dash && pipe;
  }
}
