package dev.longctx.compress.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.compression.Protection;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileTextTest {
  /** Quadratic work on these texts would take many minutes. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final int SIZE = 1 << 19;

  @ParameterizedTest
  @EnumSource
  void takesLinearTimeAndLosesNothing(Hostile hostile) {
    String text = hostile.text();
    Assertions.assertTimeoutPreemptively(LIMIT, () -> check(text));
  }

  private static void check(String text) {
    Segments segments = Segmenter.segment(text);
    SegmentAssertions.assertWellFormed(text, segments);
    Words words = Words.of(text, 0, text.length());
    SegmentAssertions.assertWellFormed(text, 0, text.length(), words);
    assertThat(ProtectedWords.of(text, words, EnumSet.allOf(Protection.class)).length())
        .isLessThanOrEqualTo(words.size());
    assertThat(CprsSentences.cuts(text).length).isLessThanOrEqualTo(text.length());
  }

  enum Hostile {
    NO_SPACE("x"),
    LINE_FEEDS("\n"),
    CARRIAGE_RETURNS("\r"),
    NULS("\u0000"),
    HIGH_SURROGATES("\uD83D"),
    LOW_SURROGATES("\uDE00"),
    COMBINING_MARKS("\u0301"),
    JOINERS("\u200D"),
    BACKTICKS("`"),
    BACKTICK_LINES("`\n"),
    RISING_BACKTICKS("` `` ``` "),
    FENCE_INFO("```x\n"),
    OPEN_BRACKETS("["),
    OPEN_BRACKET_LINES("[\n"),
    OPEN_BRACES("{\"a\":"),
    BROKEN_JSON("{\"a\": [1, 2,, "),
    FULL_STOPS("."),
    SPACED_FULL_STOPS(". "),
    INITIALS("A. "),
    CLOSERS(".)"),
    FOOTNOTES(".[1"),
    PIPES("|\n"),
    DELIMITER_ROWS("|-|\n"),
    LIST_MARKERS("- "),
    LIST_LINES("1.\n"),
    QUOTES(">\n"),
    UNDERLINES("a\n---\n"),
    INDENTED_LINES("    a;\n    b\n    c\n"),
    TAGS("<a "),
    TEMPLATES("{{ "),
    DOLLARS("${"),
    KEYS("a: b\n"),
    COMMAS("a,"),
    OPENERS("\"("),
    THAI("ก็"),
    IDEOGRAPHS("中"),
    SPECIAL_TOKENS("<|im_start|>");

    private final String part;

    Hostile(String part) {
      this.part = part;
    }

    String text() {
      return part.repeat(SIZE / part.length());
    }
  }
}
