package dev.longctx.compress.internal.segment;

/**
 * One item of a list, marked {@code -}, {@code *}, {@code +}, a bullet, {@code 1.}, {@code 2)},
 * {@code a)} or {@code (iv)}, with the lines that continue it: lines further indented than the
 * marker, and lines that {@link LineBreaks} would join.
 */
final class ListBlock implements Block {
  private static final int MAX_MARKER_CHARS = 6;

  private final Lines lines;
  private final Blocks blocks;
  private final LineBreaks lineBreaks;

  ListBlock(Lines lines, Blocks blocks) {
    this.lines = lines;
    this.blocks = blocks;
    this.lineBreaks = new LineBreaks(lines, LineBreaks.USUAL_WIDTH);
  }

  @Override
  public boolean begins(int line, boolean inText) {
    int marker = markerChars(line);
    if (marker == 0) {
      return false;
    }
    boolean bullet = !Character.isLetterOrDigit(lines.text().charAt(lines.start(line)));
    return !inText || bullet || isFirst(line, marker);
  }

  @Override
  public int after(int line) {
    int indent = lines.indent(line);
    int after = line + 1;
    while (after < lines.size() && !lines.blank(after) && continues(after, indent)) {
      after++;
    }
    return after;
  }

  @Override
  public void emit(int from, int after, SegmentsBuilder out) {
    int start = lines.start(from);
    int end = lines.end(after - 1);
    if (end - start <= Segmenter.MAX_SEGMENT_CHARS) {
      out.unit(start, end);
    } else {
      Sentences.split(lines.text(), start, end, out);
    }
  }

  @Override
  public boolean sharesParagraph() {
    return true;
  }

  private boolean continues(int line, int markerIndent) {
    if (markerChars(line) > 0 || blocks.interruptsText(line)) {
      return false;
    }
    return lines.indent(line) > markerIndent || lineBreaks.joins(line - 1);
  }

  /** Only a list's first number or letter may interrupt running text. */
  private boolean isFirst(int line, int marker) {
    int start = lines.start(line);
    String label = lines.text().substring(start, start + marker - 1);
    return label.equals("1") || label.equals("a") || label.equals("i");
  }

  /** Length of the marker at the start of {@code line}, or zero; white space must follow it. */
  private int markerChars(int line) {
    int start = lines.start(line);
    int limit = Math.min(lines.end(line), start + MAX_MARKER_CHARS);
    int end = markerEnd(start, limit);
    boolean spaced = end > start && end < lines.end(line) && isSpace(end);
    return spaced ? end - start : 0;
  }

  private boolean isSpace(int at) {
    return WhiteSpace.is(lines.text().charAt(at));
  }

  private int markerEnd(int start, int limit) {
    char first = lines.text().charAt(start);
    if ("-*+•‣◦▪·–".indexOf(first) >= 0) {
      return start + 1;
    }
    boolean bracket = first == '(';
    int from = bracket ? start + 1 : start;
    int label = labelEnd(from, limit);
    if (label == from || label >= limit) {
      return start;
    }
    char close = lines.text().charAt(label);
    boolean number = isDigit(lines.text().charAt(from));
    return close == ')' || (close == '.' && number && !bracket) ? label + 1 : start;
  }

  /** End of a number, of a letter or of a small Roman numeral. */
  private int labelEnd(int from, int limit) {
    int i = from;
    while (i < limit && isDigit(lines.text().charAt(i))) {
      i++;
    }
    if (i > from) {
      return i;
    }
    while (i < limit && "ivx".indexOf(lines.text().charAt(i)) >= 0) {
      i++;
    }
    boolean letter = i == from && i < limit && isAsciiLetter(lines.text().charAt(i));
    return letter ? i + 1 : i;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
