package dev.longctx.compress.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for the ranges of every text. */
final class SegmentAssertions {
  private SegmentAssertions() {}

  static void assertWellFormed(String text, Segments segments) {
    int before = 0;
    int paragraph = 0;
    for (int i = 0; i < segments.size(); i++) {
      assertRange(text, before, segments.start(i), segments.end(i), text.length());
      assertThat(segments.end(i) - segments.start(i)).isLessThanOrEqualTo(2_000);
      assertThat(segments.paragraph(i))
          .isBetween(i == 0 ? 0 : paragraph, i == 0 ? 0 : paragraph + 1);
      paragraph = segments.paragraph(i);
      before = segments.end(i);
    }
    assertBlank(text, before, text.length());
    assertThat(segments.paragraphCount()).isEqualTo(segments.size() == 0 ? 0 : paragraph + 1);
  }

  static void assertWellFormed(String text, int from, int to, Words words) {
    int before = from;
    for (int i = 0; i < words.size(); i++) {
      assertRange(text, before, words.start(i), words.end(i), to);
      before = words.end(i);
    }
    assertBlank(text, before, to);
  }

  private static void assertRange(String text, int before, int start, int end, int limit) {
    assertThat(start).isGreaterThanOrEqualTo(before).isLessThan(end);
    assertThat(end).isLessThanOrEqualTo(limit);
    assertBlank(text, before, start);
    assertThat(WhiteSpace.is(text.charAt(start))).isFalse();
    assertThat(WhiteSpace.is(text.charAt(end - 1))).isFalse();
    assertThat(Characters.splitsPair(text, start)).isFalse();
    assertThat(Characters.splitsPair(text, end)).isFalse();
  }

  private static void assertBlank(String text, int from, int to) {
    assertThat(WhiteSpace.skip(text, from, to)).as("text lost at %d", from).isEqualTo(to);
  }
}
