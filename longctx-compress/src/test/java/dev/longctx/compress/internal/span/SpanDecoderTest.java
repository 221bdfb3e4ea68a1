package dev.longctx.compress.internal.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.longctx.compress.SpanDecoding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Golden vectors observed on QwenLong-CPRS's released functions; "min 1" there keeps two tokens.
 */
class SpanDecoderTest {

  private static final String TEXT = "Alpha beta. Gamma delta epsilon. Zeta eta theta. Iota kappa.";
  private static final int[] STARTS = {0, 5, 11, 17, 23, 32, 37, 41, 48, 53};
  private static final int[] ENDS = {5, 11, 17, 23, 32, 37, 41, 48, 53, 60};
  private static final SpanDecoding MIN_1 = SpanDecoding.CPRS_CLIENT;
  private static final SpanDecoding MIN_4 = SpanDecoding.CPRS_SERVER;
  private static final SpanDecoding COMPLETE = new SpanDecoding(2, 20, true);

  private static List<String> decode(String labels, SpanDecoding settings) {
    return new SpanDecoder(TEXT, i -> STARTS[i], i -> ENDS[i], settings)
        .decode(LabelRunsTest.labels(labels)).stream()
            .map(s -> TEXT.substring(s.start(), s.end()).strip() + at(s))
            .toList();
  }

  private static String at(CharSpan span) {
    return " [" + span.start() + "," + span.end() + ")";
  }

  @ParameterizedTest
  @CsvSource({
    "OOBIEOOOOO, 'Gamma delta epsilon. [11,32)'",
    "OOBIEBIEOO, 'Gamma delta epsilon. [11,32)|Zeta eta theta. [32,48)'",
    "OOOIIOOOOO, 'delta epsilon. [17,32)'",
    "OOOOEOOOOO, ''",
    "BOOOOOOOOO, ''",
    "OOBEOOOOBE, 'Gamma delta [11,23)|Iota kappa. [48,60)'",
    "OIEIEOOOOO, 'beta. Gamma delta epsilon. [5,32)'",
    "OOBIEIEOOO, 'Gamma delta epsilon. Zeta eta [11,41)'",
    "BIIIIIIIIE, 'Alpha beta. Gamma delta epsilon. Zeta eta theta. Iota kappa. [0,60)'",
  })
  void decodesRunsOfAtLeastTwoTokens(String labels, String expected) {
    assertThat(String.join("|", decode(labels, MIN_1))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "OOBIEOOOOO, ''",
    "OOBIEBIEOO, ''",
    "OOOIIOOOOO, ''",
    "OOOOEOOOOO, ''",
    "BOOOOOOOOO, ''",
    "OOBEOOOOBE, ''",
    "OIEIEOOOOO, ''",
    "OOBIEIEOOO, 'Gamma delta epsilon. Zeta eta [11,41)'",
    "BIIIIIIIIE, 'Alpha beta. Gamma delta epsilon. Zeta eta theta. Iota kappa. [0,60)'",
  })
  void decodesRunsOfAtLeastFiveTokens(String labels, String expected) {
    assertThat(String.join("|", decode(labels, MIN_4))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "OOOBEOOOOO, 'Gamma delta epsilon. [11,32)'",
    "OBIEOOOOOO, 'Alpha beta. Gamma delta epsilon. [0,32)'",
  })
  void completesSentences(String labels, String expected) {
    assertThat(String.join("|", decode(labels, COMPLETE))).isEqualTo(expected);
  }

  @Test
  void keepsASingleTokenWhereAskedTo() {
    assertThat(decode("OOOOEOOOOO", SpanDecoding.DEFAULT)).containsExactly("epsilon. [23,32)");
  }

  @Test
  void aCompletedSentenceStopsBehindTheSpanBefore() {
    // The first run is too short to keep, yet the second may not grow over it.
    assertThat(decode("OOBOOOOOOO", COMPLETE)).isEmpty();
    assertThat(decode("OOEOBEOOOO", new SpanDecoding(2, 1, true)))
        .containsExactly("delta epsilon. Zeta eta theta. [17,48)");
  }

  @Test
  void aCompletedSentenceReachesTheEndOfTheTextWhereTheReleasedCodeLosesTheLastCharacter() {
    String text = "One. Two three fou😀";
    int[] starts = {0, 4, 8, 14};
    int[] ends = {4, 8, 14, 20};
    SpanDecoder decoder = new SpanDecoder(text, i -> starts[i], i -> ends[i], COMPLETE);

    assertThat(decoder.decode(LabelRunsTest.labels("OBEO")))
        .extracting(span -> text.substring(span.start(), span.end()))
        .containsExactly(" Two three fou😀");
  }

  @ParameterizedTest
  @CsvSource({"'  ', 2", "'。', 1", "'（', 1", "'），', 2", "'！', 1"})
  void dropsBlanksAndLonePunctuation(String text, int tokens) {
    byte[] labels = "I".repeat(tokens).equals("I") ? new byte[] {1} : new byte[] {1, 1};
    SpanDecoder decoder = new SpanDecoder(text, i -> i, i -> i + 1, SpanDecoding.DEFAULT);
    assertThat(decoder.decode(labels)).isEmpty();
  }

  @Test
  void keepsAsciiPunctuationAndRepeatedSpans() {
    SpanDecoding unbridged = new SpanDecoding(1, 1, false);
    SpanDecoder decoder = new SpanDecoder(".x.", i -> i, i -> i + 1, unbridged);

    assertThat(decoder.decode(LabelRunsTest.labels("BOB"))).hasSize(2);
  }

  @Test
  void keepsACharacterWholeWhenItsTokensAreSplit() {
    int[] starts = {0, 0, 0, 2};
    int[] ends = {2, 2, 2, 3};
    SpanDecoder decoder =
        new SpanDecoder("😀x", i -> starts[i], i -> ends[i], SpanDecoding.DEFAULT);
    assertThat(decoder.decode(LabelRunsTest.labels("OBOO")))
        .extracting(CharSpan::start, CharSpan::end)
        .containsExactly(tuple(0, 2));
  }
}
