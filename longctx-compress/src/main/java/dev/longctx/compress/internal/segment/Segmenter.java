package dev.longctx.compress.internal.segment;

/** Cuts a text into {@link Segments}: structure first, sentences second. Stateless. */
public final class Segmenter {
  /** Longest segment, in UTF-16 characters. */
  public static final int MAX_SEGMENT_CHARS = 2_000;

  private Segmenter() {}

  /** Segments of {@code text}; the same text always gives the same segments. */
  public static Segments segment(String text) {
    SegmentsBuilder out = new SegmentsBuilder(text);
    new Blocks(Lines.of(text)).emit(out);
    return out.build();
  }
}
