package dev.longctx.compress.internal.segment;

/** Markdown's block quote: the lines that begin with {@code >}, read as running text. */
final class QuoteBlock implements Block {
  private final Lines lines;

  QuoteBlock(Lines lines) {
    this.lines = lines;
  }

  @Override
  public boolean begins(int line, boolean inText) {
    return lines.firstChar(line) == '>';
  }

  @Override
  public int after(int line) {
    int after = line + 1;
    while (after < lines.size() && !lines.blank(after) && begins(after, true)) {
      after++;
    }
    return after;
  }

  @Override
  public void emit(int from, int after, SegmentsBuilder out) {
    Sentences.split(lines.text(), lines.start(from), lines.end(after - 1), out);
  }
}
