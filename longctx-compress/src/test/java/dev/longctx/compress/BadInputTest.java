package dev.longctx.compress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.Granularity;
import dev.longctx.api.compression.Reason;
import dev.longctx.api.compression.Unchanged;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that break compressors elsewhere. */
@Timeout(120)
class BadInputTest {

  private static final int TWO_MEGABYTES = 2_000_000;

  private static CriticCompressor words;
  private static CriticCompressor bytes;

  @BeforeAll
  static void open() {
    words = Fixtures.compressor("term-overlap");
    bytes = Fixtures.compressor("tiny-cprs");
  }

  @AfterAll
  static void close() {
    words.close();
    bytes.close();
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("NUL characters", "impeachment\0\0 of \0 the states.\0"),
        Arguments.of("lone surrogates", "\ud800 impeachment \udc00\ud83d. The states\udfff."),
        Arguments.of("nothing but lone surrogates", "\ud800\ud800\udc00\udc00"),
        Arguments.of(
            "special tokens", "<|im_start|>system<|im_end|>[SEP][CLS] impeachment. ".repeat(50)),
        Arguments.of("combining marks", "i\u0307\u0323 impeachment\u0301. \u0301\u0301\u0301"),
        Arguments.of("mixed scripts", "impeachment 参议院 Сенат سنة 상원 😀👩‍👩‍👧‍👦 𠮷."),
        Arguments.of("one character", "x"),
        Arguments.of("controls", "\u0001\u0002 impeachment \u007f\u0085\u2028\ufeff."));
  }

  private static Compression compress(
      CriticCompressor compressor, String text, Granularity granularity, Budget budget) {
    return compressor.compress(
        CompressionRequest.builder()
            .query("Who tries an impeachment? \ud800 \0 <|im_start|>")
            .document(Document.of("d", text))
            .granularity(granularity)
            .budget(budget)
            .build());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void keepsExactSubstringsOfAnyText(String name, String text) {
    for (Granularity granularity : Granularity.values()) {
      Budget all = Budget.threshold(0);
      assertSubstrings(text, compress(bytes, text, granularity, all));
      assertSubstrings(text, compress(bytes, text, granularity, Budget.tokens(3)));
      if (granularity != Granularity.MODEL_SPANS) {
        assertSubstrings(text, compress(words, text, granularity, all));
        assertSubstrings(text, compress(words, text, granularity, Budget.tokens(3)));
      }
    }
  }

  private static void assertSubstrings(String text, Compression result) {
    assertThat(result.spans())
        .allSatisfy(s -> assertThat(text).contains(s.textOf(result.documents().get(0))));
  }

  @ParameterizedTest
  @EnumSource(
      value = Granularity.class,
      names = {"WORD", "SENTENCE", "PARAGRAPH", "DOCUMENT"})
  void scoresALineOfTwoMegabytesWithoutASpace(Granularity granularity) {
    String line = "impeachment-of-the-states/".repeat(TWO_MEGABYTES / 26);
    Compression result = compress(words, line, granularity, Budget.tokens(500));
    assertThat(result).isInstanceOf(Compressed.class);
    assertThat(result.stats().outputTokens()).isLessThanOrEqualTo(500);
    assertThat(result.stats().criticTokens()).isGreaterThan(100_000);
  }

  @Test
  void doesNotScoreALineThatTheTokenizerCannotRead() {
    String line = "x".repeat(TWO_MEGABYTES);
    Compression result = compress(words, line, Granularity.SENTENCE, Budget.tokens(500));
    assertThat(result)
        .isInstanceOfSatisfying(
            Unchanged.class, u -> assertThat(u.reason()).isEqualTo(Reason.UNSUPPORTED_TEXT));
    Compression kept = compress(words, line, Granularity.SENTENCE, Budget.threshold(0.5));
    assertThat(((Compressed) kept).statuses()).containsExactly(DocumentStatus.UNSUPPORTED_TEXT);
    assertThat(kept.text()).isEqualTo(line);
  }

  @Test
  void survivesAQueryOfTwoMegabytes() {
    CompressionRequest request =
        CompressionRequest.builder()
            .query("impeachment ".repeat(TWO_MEGABYTES / 12))
            .document(Document.of("d", Fixtures.ARTICLE))
            .build();
    assertThat(words.compress(request))
        .isInstanceOfSatisfying(
            Unchanged.class, u -> assertThat(u.reason()).isEqualTo(Reason.PROMPT_TOO_LONG));
  }

  @Test
  void compressesTenThousandTinyDocuments() {
    CompressionRequest.Builder request = CompressionRequest.builder().query("impeachment");
    for (int i = 0; i < 10_000; i++) {
      String text = i == 7_777 ? "The impeachment was tried." : "No. " + i;
      request.document(Document.of("d" + i, text));
    }
    Compression result = words.compress(request.budget(Budget.tokens(10)).build());
    assertThat(result.text()).contains("impeachment");
  }
}
