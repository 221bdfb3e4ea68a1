package dev.longctx.compress.internal.segment;

/**
 * Running text: lines up to a blank line or a structure. {@link LineBreaks} tells which line breaks
 * only wrap the text; what stands between the others is cut into sentences. In text that is not
 * wrapped at all every line is a paragraph. A line underlined with {@code ===} or {@code ---} is a
 * heading, one segment with its underline.
 */
final class TextBlock implements Block {
  private final Lines lines;
  private final Blocks blocks;

  TextBlock(Lines lines, Blocks blocks) {
    this.lines = lines;
    this.blocks = blocks;
  }

  @Override
  public boolean begins(int line, boolean inText) {
    return true;
  }

  @Override
  public int after(int line) {
    int after = line + 1;
    while (after < lines.size() && !lines.blank(after)) {
      if (isUnderline(after)) {
        return after + 1;
      }
      if (blocks.interruptsText(after)) {
        return after;
      }
      after++;
    }
    return after;
  }

  @Override
  public void emit(int from, int after, SegmentsBuilder out) {
    boolean underlined = after - from > 1 && isUnderline(after - 1);
    int end = underlined ? after - 2 : after;
    int first = out.size();
    emitLines(from, end, out);
    if (underlined) {
      first = out.size();
      out.paragraph();
      out.prose(lines.start(end), lines.end(after - 1));
    }
    if (underlined || (after - from == 1 && TitleLine.is(lines, from))) {
      out.markHeadings(first);
    }
  }

  private void emitLines(int from, int after, SegmentsBuilder out) {
    LineBreaks breaks = LineBreaks.of(lines, from, after);
    int first = from;
    for (int line = from; line < after; line++) {
      if (line + 1 == after || !breaks.joins(line)) {
        Sentences.split(lines.text(), lines.start(first), lines.end(line), out);
        first = line + 1;
        if (breaks.unwrapped()) {
          out.paragraph();
        }
      }
    }
  }

  private boolean isUnderline(int line) {
    char mark = lines.firstChar(line);
    int length = lines.length(line);
    return (mark == '=' || mark == '-') && length >= 3 && lines.run(line) == length;
  }
}
