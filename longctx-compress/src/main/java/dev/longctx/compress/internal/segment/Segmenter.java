package dev.longctx.compress.internal.segment;

/** Cuts a text into {@link Segments}: structure first, sentences second. Stateless. */
public final class Segmenter {
  /** Longest segment, in UTF-16 characters. */
  public static final int MAX_SEGMENT_CHARS = 2_000;

  private Segmenter() {}

  /** Segments of {@code text}; the same text always gives the same segments. */
  public static Segments segment(String text) {
    Lines lines = Lines.of(text);
    SegmentsBuilder out = new SegmentsBuilder(text);
    int line = 0;
    while (line < lines.size()) {
      line = paragraph(lines, line, out);
    }
    return out.build();
  }

  private static int paragraph(Lines lines, int first, SegmentsBuilder out) {
    if (lines.blank(first)) {
      return first + 1;
    }
    int after = first + 1;
    while (after < lines.size() && !lines.blank(after)) {
      after++;
    }
    out.paragraph();
    Sentences.split(lines.text(), lines.start(first), lines.end(after - 1), out);
    return after;
  }
}
