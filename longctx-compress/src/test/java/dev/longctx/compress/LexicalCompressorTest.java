package dev.longctx.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Granularity;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.compression.Reason;
import dev.longctx.api.compression.Unchanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LexicalCompressorTest {

  private final LexicalCompressor compressor = LexicalCompressor.builder().build();

  private static CompressionRequest.Builder request(String query) {
    return CompressionRequest.builder()
        .query(query)
        .documents(Fixtures.documents(Fixtures.ARTICLE, "Nothing about juries here."));
  }

  @Test
  void keepsTheSentenceWithTheQuerysRareWords() {
    Compression kept =
        compressor.compress(
            request("crimes tried without a jury").budget(Budget.tokens(30)).build());
    assertThat(kept.text()).startsWith("The trial of all crimes").endsWith("without a jury.");
    assertThat(kept.stats().windows()).isZero();
  }

  @Test
  void neverKeepsWhatSharesNoWordWithTheQuery() {
    Compression kept = compressor.compress(request("zebra").budget(Budget.tokens(30)).build());
    assertThat(kept).isInstanceOf(Compressed.class);
    assertThat(kept.spans()).isEmpty();
  }

  @Test
  void keepsParagraphsAndDocuments() {
    Compression paragraph =
        compressor.compress(
            request("oath").granularity(Granularity.PARAGRAPH).budget(Budget.tokens(70)).build());
    assertThat(paragraph.text()).startsWith("The Senate").endsWith("without a jury.");
    Compression document =
        compressor.compress(
            request("juries").granularity(Granularity.DOCUMENT).budget(Budget.tokens(70)).build());
    assertThat(document.spans()).extracting(KeptSpan::document).containsExactly(1);
  }

  @Test
  void doesNotRankWithoutAWordInTheQuery() {
    Compression kept = compressor.compress(request(" ?! ").budget(Budget.tokens(30)).build());
    assertThat(kept)
        .isInstanceOfSatisfying(
            Unchanged.class, u -> assertThat(u.reason()).isEqualTo(Reason.BLANK_QUERY));
  }

  @ParameterizedTest
  @EnumSource(
      value = Granularity.class,
      names = {"WORD", "MODEL_SPANS"})
  void refusesGranularitiesThatNeedACritic(Granularity granularity) {
    CompressionRequest request =
        request("jury").granularity(granularity).budget(Budget.tokens(30)).build();
    assertThatThrownBy(() -> compressor.compress(request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(granularity.name());
  }

  @Test
  void refusesBudgetsThatNeedAbsoluteScores() {
    for (Budget budget : new Budget[] {Budget.threshold(0.5), Budget.criticDecides()}) {
      assertThatThrownBy(() -> compressor.compress(request("jury").budget(budget).build()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("keep ratios");
    }
  }

  @Test
  void countsInItsOwnCounterWhereTheRequestBringsNone() {
    LexicalCompressor characters = LexicalCompressor.builder().tokenCounter(String::length).build();
    CompressionRequest request = request("jury").budget(Budget.tokens(100)).build();
    assertThat(characters.compress(request).text().length()).isBetween(1, 100);
    LexicalCompressor.Builder twice =
        LexicalCompressor.builder().tokenCounter(TokenCounter.approximate());
    assertThatThrownBy(() -> twice.tokenCounter(TokenCounter.approximate()))
        .isInstanceOf(IllegalStateException.class);
  }

  private Compression compressTwice(TokenCounter counter, Budget budget, String text) {
    return compressor.compress(
        CompressionRequest.builder()
            .query("jury")
            .documents(Fixtures.documents(text, text))
            .joiner(Joiner.SPACE)
            .budget(budget)
            .tokenCounter(counter)
            .build());
  }

  @Test
  void aRatioCountsTheDocumentsAsTheReaderWouldGetThem() {
    // As byte-level tokenizers do: a blank alone is a token, before a word it is part of the word.
    TokenCounter merging = text -> text.isBlank() ? text.length() : text.strip().split(" ").length;
    Compression kept = compressTwice(merging, Budget.keepRatio(0.7), "jury.");
    assertThat(kept.stats().inputTokens()).isEqualTo(2);
    assertThat(kept.stats().outputTokens()).isEqualTo(1);
  }

  @Test
  void documentsFitABudgetOnlyTogether() {
    TokenCounter growing = text -> text.length() * text.length();
    Compression kept = compressTwice(growing, Budget.tokens(70), "jury");
    assertThat(kept).isInstanceOf(Compressed.class);
    assertThat(kept.text()).isEqualTo("jury");
  }

  @Test
  void textThatCountsNothingFitsAnyRatio() {
    Compression kept = compressTwice(text -> 0, Budget.keepRatio(0.5), "jury");
    assertThat(kept)
        .isInstanceOfSatisfying(
            Unchanged.class, u -> assertThat(u.reason()).isEqualTo(Reason.FITS_BUDGET));
  }

  @Test
  void keepsTheBudgetOfACounterWhosePartsDoNotAddUp() {
    TokenCounter superAdditive = text -> text.length() + text.length() / 7 * 3;
    CompressionRequest request =
        CompressionRequest.builder()
            .query("jury")
            .documents(Fixtures.documents("jury x", "jury y", "jury z", "jury t"))
            .tokenCounter(superAdditive)
            .budget(Budget.tokens(4 * 6 + 3))
            .build();

    String text = compressor.compress(request).text();

    assertThat(superAdditive.count(text)).isBetween(1, 27);
  }

  @Test
  void refusesCallsOnceClosed() {
    compressor.close();
    compressor.close();
    assertThatThrownBy(() -> compressor.compress(request("jury").budget(Budget.tokens(9)).build()))
        .isInstanceOf(IllegalStateException.class);
  }
}
