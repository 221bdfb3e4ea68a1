package dev.longctx.compress.internal.segment;

/** Lines indented by four columns, most of which end or begin as lines of code do. */
final class IndentedCodeBlock implements Block {
  private static final int MIN_INDENT = 4;

  private final Lines lines;

  IndentedCodeBlock(Lines lines) {
    this.lines = lines;
  }

  @Override
  public boolean begins(int line, boolean inText) {
    return !inText && lines.indent(line) >= MIN_INDENT && isCode(line) && mostAreCode(line);
  }

  @Override
  public int after(int line) {
    int after = line + 1;
    while (after < lines.size() && !lines.blank(after) && lines.indent(after) >= MIN_INDENT) {
      after++;
    }
    return after;
  }

  @Override
  public void emit(int from, int after, SegmentsBuilder out) {
    out.unit(lines.start(from), lines.end(after - 1));
  }

  private boolean mostAreCode(int from) {
    int after = after(from);
    int code = 0;
    for (int line = from; line < after; line++) {
      code += isCode(line) ? 1 : 0;
    }
    return 2 * code > after - from;
  }

  private boolean isCode(int line) {
    return ";{}=\\".indexOf(lines.lastChar(line)) >= 0
        || "@}{".indexOf(lines.firstChar(line)) >= 0
        || lines.text().startsWith("//", lines.start(line))
        || lines.contains(line, '=');
  }
}
