package dev.longctx.compress.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.compression.Protection;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmenterPropertyTest {
  private static final int TEXTS = 3_000;

  private final RandomTexts texts = new RandomTexts(RandomTexts.seed());

  @Test
  void segmentsAreSortedDisjointTrimmedBoundedAndCoverTheText() {
    for (int i = 0; i < TEXTS; i++) {
      String text = texts.next(8);
      SegmentAssertions.assertWellFormed(text, Segmenter.segment(text));
    }
  }

  @Test
  void theSameTextGivesTheSameSegments() {
    for (int i = 0; i < TEXTS / 10; i++) {
      String text = texts.next(8);
      assertThat(ranges(Segmenter.segment(text)))
          .isEqualTo(ranges(Segmenter.segment(new String(text.toCharArray()))));
    }
  }

  @Test
  void appendingAParagraphLeavesTheSegmentsOfProseAlone() {
    for (int i = 0; i < TEXTS / 3; i++) {
      String text = texts.prose().replace('`', '\'').replace('[', '(').replace('{', '(');
      List<String> before = ranges(Segmenter.segment(text));
      List<String> after = ranges(Segmenter.segment(text + "\n\n" + texts.next(4)));
      assertThat(after).hasSizeGreaterThanOrEqualTo(before.size());
      assertThat(after.subList(0, before.size())).isEqualTo(before);
    }
  }

  @Test
  void wordsCoverEverySegmentAndSplitNoPair() {
    for (int i = 0; i < TEXTS / 3; i++) {
      String text = texts.next(6);
      Segments segments = Segmenter.segment(text);
      for (int s = 0; s < segments.size(); s++) {
        Words words = Words.of(text, segments.start(s), segments.end(s));
        SegmentAssertions.assertWellFormed(text, segments.start(s), segments.end(s), words);
      }
    }
  }

  @Test
  void everyTextHasProtectedWordsAndCprsSentences() {
    for (int i = 0; i < TEXTS / 3; i++) {
      String text = texts.next(6);
      Words words = Words.of(text, 0, text.length());
      SegmentAssertions.assertWellFormed(text, 0, text.length(), words);
      BitSet all = ProtectedWords.of(text, words, EnumSet.allOf(Protection.class));
      assertThat(all.length()).isLessThanOrEqualTo(words.size());
      assertThat(CprsSentences.cuts(text)).isEqualTo(CprsSentencesTest.byTheSpec(text));
    }
  }

  private static List<String> ranges(Segments segments) {
    return IntStream.range(0, segments.size())
        .mapToObj(i -> segments.start(i) + "-" + segments.end(i) + " in " + segments.paragraph(i))
        .toList();
  }
}
