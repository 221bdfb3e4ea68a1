package dev.longctx.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.Granularity;
import dev.longctx.api.compression.Instruction;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.compression.KeptSpan.Origin;
import dev.longctx.api.compression.Protection;
import dev.longctx.api.compression.Reason;
import dev.longctx.api.compression.Unchanged;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** On the hand-built critic, whose scores a reader can predict: rare words of the query score. */
class CriticCompressorTest {

  private static CriticCompressor compressor;

  @BeforeAll
  static void open() {
    compressor = Fixtures.compressor("term-overlap");
  }

  @AfterAll
  static void close() {
    compressor.close();
  }

  private static CompressionRequest.Builder request(String... texts) {
    return CompressionRequest.builder()
        .query(Fixtures.QUERY)
        .instruction(Instruction.of(""))
        .documents(Fixtures.documents(texts));
  }

  private static CompressionRequest.Builder article() {
    return request(Fixtures.ARTICLE);
  }

  private static Compression compress(CompressionRequest.Builder request) {
    return compressor.compress(request.build());
  }

  @ParameterizedTest
  @EnumSource(names = {"SENTENCE", "PARAGRAPH"})
  void aHeadingIsKeptOnlyAboveWhatIsKept(Granularity unit) {
    String text = "Impeachment\n\nBread needs time.\n\nTrials\n\nImpeachment is rare.";
    assertThat(compress(request(text).granularity(unit).budget(Budget.tokens(8))).text())
        .contains("Impeachment", "rare")
        .doesNotStartWith("Impeachment\n");
    assertThat(compress(request(text).granularity(unit).budget(Budget.threshold(0.3))).spans())
        .as("a threshold judges each unit alone")
        .anyMatch(span -> span.start() == 0);
  }

  @Test
  void withoutAQuestionAnInstructionThatSpeaksOfOneAsksNothing() {
    CompressionRequest.Builder blank =
        CompressionRequest.builder()
            .query(" ")
            .documents(Fixtures.documents(Fixtures.ARTICLE))
            .budget(Budget.tokens(30));
    Unchanged kept = (Unchanged) compress(blank);
    assertThat(kept.reason()).isEqualTo(Reason.BLANK_QUERY);
    assertThat(kept.detail()).startsWith("the query must say what to look for");
    assertThat(compress(blank.instruction("Find what is about impeachment.")))
        .isInstanceOf(Compressed.class);
  }

  @Test
  void aCriticThatReadsNoPromptNeedsNoQuery() {
    try (CriticCompressor promptless = Fixtures.compressor("tiny-none")) {
      Compression kept =
          promptless.compress(
              CompressionRequest.builder()
                  .documents(Fixtures.documents(Fixtures.ARTICLE))
                  .budget(Budget.tokens(30))
                  .build());
      assertThat(kept).isInstanceOf(Compressed.class);
    }
  }

  @Test
  void keepsTheSentenceThatSharesARareWordWithTheQuery() {
    Compression kept = compress(article().budget(Budget.tokens(30)));
    assertThat(kept).isInstanceOf(Compressed.class);
    assertThat(kept.text())
        .isEqualTo(
            "The trial of all crimes, except in cases of impeachment, shall not be held without a"
                + " jury.");
  }

  @Test
  void keepsWordsWithTheProtectionsOfTheirSentence() {
    Compression kept =
        compress(article().granularity(Granularity.WORD).budget(Budget.threshold(0.5)));
    assertThat(kept.text()).contains("impeachment,").contains("not").contains("except");
    assertThat(kept.units())
        .filteredOn(u -> u.origin() == Origin.PROTECTION)
        .extracting(u -> u.textOf(kept.documents().get(0)))
        .contains("not", "without");
  }

  @Test
  void keepsNoProtectedWordWhereProtectionsAreOff() {
    Compression kept =
        compress(
            article()
                .granularity(Granularity.WORD)
                .protections(Set.of())
                .budget(Budget.threshold(0.5)));
    assertThat(kept.text()).contains("impeachment,").doesNotContain("not", "without");
  }

  @ParameterizedTest
  @CsvSource({
    "NEGATIONS, never, An impeachment was never held here.",
    "NUMBERS, 12 mg, An impeachment of 12 mg was held here.",
    "URLS, https://example.org/a?b=c, An impeachment at https://example.org/a?b=c was held here.",
    "CODE, foo_bar(), An impeachment of foo_bar() was held here.",
    "TAGS, <b>, An impeachment of <b> was held here.",
  })
  void eachProtectionKeepsWhatWouldBeDropped(Protection kind, String thing, String sentence) {
    assertThat(keptWords(sentence, Set.of(kind))).contains("impeachment").contains(thing);
    assertThat(keptWords(sentence, Set.of())).contains("impeachment").doesNotContain(thing);
    String elsewhere = sentence.replace("impeachment", "assembly");
    assertThat(keptWords(elsewhere, Set.of(kind))).isEmpty();
  }

  private static String keptWords(String sentence, Set<Protection> protections) {
    return compress(
            request(sentence)
                .granularity(Granularity.WORD)
                .protections(protections)
                .budget(Budget.threshold(0.5)))
        .text();
  }

  @Test
  void protectsCodeInTheLaterPiecesOfALongFence() {
    String fence = "```java\n" + "impeachment = power.of(senate);\n".repeat(150) + "```";
    Compression kept =
        compress(request(fence).granularity(Granularity.WORD).budget(Budget.threshold(0.5)));
    assertThat(fence.length()).isGreaterThan(4_000);
    assertThat(kept.spans()).hasSize(1);
    assertThat(kept.text()).isEqualTo(fence);
  }

  @Test
  void countsProtectedWordsInTheBudget() {
    CompressionRequest.Builder tight =
        article()
            .granularity(Granularity.WORD)
            .protections(EnumSet.of(Protection.NEGATIONS))
            .budget(Budget.tokens(8));
    Compression kept = compress(tight);
    assertThat(TokenCounter.approximate().count(kept.text())).isLessThanOrEqualTo(8);
    assertThat(kept.stats().outputTokens()).isLessThanOrEqualTo(8);
  }

  @Test
  void keepsTheWholeParagraphOfTheBestSentence() {
    Compression kept =
        compress(article().granularity(Granularity.PARAGRAPH).budget(Budget.tokens(70)));
    assertThat(kept.text()).startsWith("The Senate shall").endsWith("without a jury.");
    assertThat(kept.spans()).hasSize(1);
  }

  @Test
  void keepsTheDocumentWithTheBestSentence() {
    Compression kept =
        compress(
            request("We the people.", Fixtures.ARTICLE, "In order to form a more perfect union.")
                .granularity(Granularity.DOCUMENT)
                .budget(Budget.tokens(100)));
    assertThat(kept.spans()).extracting(KeptSpan::document).contains(1);
    assertThat(kept.spans().get(0).score()).isGreaterThan(0.05);
  }

  @ParameterizedTest
  @EnumSource(names = {"PARAGRAPH", "DOCUMENT"})
  void aLargerUnitScoresAsItsBestSentenceWhereverThatStands(Granularity granularity) {
    String text =
        "Cases of impeachment are tried there. It rained.\n\n"
            + "It rained. Cases of impeachment followed. Nothing happened.";
    List<KeptSpan> sentences = compress(request(text).budget(Budget.threshold(0))).units();
    List<KeptSpan> larger =
        compress(request(text).granularity(granularity).budget(Budget.threshold(0))).units();

    assertThat(sentences).hasSize(5);
    for (KeptSpan unit : larger) {
      double best =
          sentences.stream()
              .filter(s -> s.start() >= unit.start() && s.end() <= unit.end())
              .mapToDouble(KeptSpan::score)
              .max()
              .orElseThrow();
      assertThat(unit.score()).isGreaterThan(0.1).isEqualTo(best);
    }
  }

  @Test
  void refusesModelSpansFromACriticWithoutSpanLabels() {
    assertThatThrownBy(() -> compress(article().granularity(Granularity.MODEL_SPANS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BIOE")
        .hasMessageContaining("KEEP_SCORE");
  }

  @Test
  void keepsNothingWhereNothingReachesTheThreshold() {
    Compression kept = compress(article().budget(Budget.threshold(0.99)));
    assertThat(kept).isInstanceOf(Compressed.class);
    assertThat(kept.spans()).isEmpty();
    assertThat(kept.text()).isEmpty();
    assertThat(kept.stats().ratio()).isZero();
  }

  @Test
  void mergesNeighboursIntoOneSpanAndKeepsTheirOwnScoresAsUnits() {
    Compression all = compress(article().budget(Budget.threshold(0)));
    assertThat(all.spans()).hasSize(1);
    assertThat(all.units()).hasSize(5);
    assertThat(all.text()).isEqualTo(Fixtures.ARTICLE.strip());
    double best = all.units().stream().mapToDouble(KeptSpan::score).max().orElseThrow();
    assertThat(all.spans().get(0).score()).isCloseTo(best, within(1e-9));
  }

  @Test
  void keepsARatioOfTheInput() {
    Compression kept = compress(article().budget(Budget.keepRatio(0.4)));
    assertThat(kept.stats().ratio()).isPositive().isLessThanOrEqualTo(0.4);
  }

  @Test
  void countsTheBudgetInTheCallersTokens() {
    TokenCounter characters = String::length;
    Compression kept = compress(article().budget(Budget.tokens(120)).tokenCounter(characters));
    assertThat(kept.text().length()).isPositive().isLessThanOrEqualTo(120);
    assertThat(kept.stats().outputTokens()).isEqualTo(kept.text().length());
  }

  @Test
  void marksOmissionsWithinTheBudget() {
    Compression kept =
        compressor.compress(
            CompressionRequest.builder()
                .query("assemble, admitted into this union")
                .documents(Fixtures.documents(Fixtures.ARTICLE))
                .budget(Budget.tokens(40))
                .joiner(Joiner.NEWLINE.withOmissionMark("[...]"))
                .build());
    assertThat(kept.text())
        .isEqualTo(
            "The Congress shall assemble at least once in every year.\n[...]\n"
                + "New states may be admitted by the Congress into this union.");
  }

  @Test
  void leavesAloneWhatFitsTheBudget() {
    Compression kept = compress(article().budget(Budget.tokens(10_000)));
    assertThat(kept)
        .isInstanceOfSatisfying(
            Unchanged.class, u -> assertThat(u.reason()).isEqualTo(Reason.FITS_BUDGET));
    assertThat(kept.text()).isEqualTo(Fixtures.ARTICLE);
    assertThat(kept.stats().windows()).isZero();
  }

  @Test
  void saysThatThereIsNothingToCompress() {
    for (CompressionRequest.Builder empty : List.of(request(), request(" \n", "\t"))) {
      assertThat(compress(empty.budget(Budget.tokens(5))))
          .isInstanceOfSatisfying(
              Unchanged.class, u -> assertThat(u.reason()).isEqualTo(Reason.BLANK_INPUT));
    }
  }

  @Test
  void skipsBlankDocumentsAmongOthers() {
    Compressed kept =
        (Compressed) compress(request("", Fixtures.ARTICLE, "\n").budget(Budget.tokens(25)));
    assertThat(kept.statuses())
        .containsExactly(DocumentStatus.BLANK, DocumentStatus.SCORED, DocumentStatus.BLANK);
    assertThat(kept.spans()).extracting(KeptSpan::document).containsOnly(1);
  }

  @Test
  void keepsADocumentThatTheTokenizerCannotReadWholeAndCountsIt() {
    String chinese = "参议院有权审判一切弹劾案。国会每年应至少开会一次。";
    Compressed kept =
        (Compressed) compress(request(Fixtures.ARTICLE, chinese).budget(Budget.tokens(60)));
    assertThat(kept.statuses())
        .containsExactly(DocumentStatus.SCORED, DocumentStatus.UNSUPPORTED_TEXT);
    assertThat(kept.text()).contains("cases of impeachment").endsWith(chinese);
    assertThat(kept.stats().outputTokens()).isLessThanOrEqualTo(60);
    assertThat(kept.spans())
        .filteredOn(s -> s.document() == 1)
        .extracting(KeptSpan::origin)
        .containsExactly(Origin.UNSCORED);
  }

  @Test
  void scoresADocumentUnlessMoreThanATenthOfItsTokensAreUnknown() {
    String unknown = "参 议 院 有 ";
    Compressed kept =
        (Compressed)
            compress(
                request("states ".repeat(36) + unknown, "states ".repeat(35) + unknown)
                    .budget(Budget.threshold(0)));
    assertThat(kept.statuses())
        .containsExactly(DocumentStatus.SCORED, DocumentStatus.UNSUPPORTED_TEXT);
  }

  @Test
  void scoresAShortTextInSpiteOfAnEmoji() {
    Compressed kept =
        (Compressed) compress(request("No impeachment 😀 here.").budget(Budget.threshold(0)));
    assertThat(kept.statuses()).containsExactly(DocumentStatus.SCORED);
  }

  @Test
  void keepsWhatIsNoLongerThanTheJoinerThatWouldStandForIt() {
    Joiner marked = Joiner.SPACE.withOmissionMark("[...]");
    String text = "a jury b jury ccc ddd jury eee fff ggg";
    CompressionRequest.Builder request =
        CompressionRequest.builder()
            .query("jury")
            .document(Document.of("d", text))
            .granularity(Granularity.WORD)
            .protections(Set.of())
            .joiner(marked)
            .budget(Budget.threshold(0.9));
    Compression kept = compress(request);
    assertThat(kept.text()).isEqualTo("jury b jury [...] jury");
    assertThat(kept.units()).hasSize(3);
  }

  @Test
  void leavesTheTextAloneWhereTheJoinerTakesMoreTokensThanItSaves() {
    TokenCounter costlyLines = text -> text.length() + 1_000 * (text.split("\n", -1).length - 1);
    CompressionRequest.Builder request =
        CompressionRequest.builder()
            .query("jury")
            .document(Document.of("d", "a jury b c d e f g h i jury j k l m n o"))
            .granularity(Granularity.WORD)
            .protections(Set.of())
            .joiner(Joiner.NEWLINE)
            .tokenCounter(costlyLines)
            .budget(Budget.threshold(0.9));
    assertThat(compress(request))
        .isInstanceOfSatisfying(
            Unchanged.class, u -> assertThat(u.reason()).isEqualTo(Reason.NO_GAIN));
  }

  @Test
  void namesTheSourceOfEverySpan() {
    Compression kept =
        compress(request(Fixtures.ARTICLE, Fixtures.ARTICLE).budget(Budget.tokens(60)));
    for (KeptSpan span : kept.spans()) {
      Document source = kept.documents().get(span.document());
      assertThat(kept.text()).contains(span.textOf(source));
    }
    assertThat(kept.spans()).extracting(KeptSpan::document).containsExactly(0, 1);
  }

  @Test
  void reportsWhatItCost() {
    Compression kept = compress(article().budget(Budget.tokens(25)));
    assertThat(kept.stats().documents()).isEqualTo(1);
    assertThat(kept.stats().windows()).isPositive();
    assertThat(kept.stats().criticTokens()).isGreaterThan(kept.stats().windows() * 10L);
    assertThat(kept.stats().inputTokens())
        .isEqualTo(TokenCounter.approximate().count(Fixtures.ARTICLE));
    assertThat(kept.stats().timings().total())
        .isGreaterThanOrEqualTo(kept.stats().timings().score());
  }
}
