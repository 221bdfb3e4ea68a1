package dev.longctx.eval.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Reason;
import dev.longctx.compress.LexicalCompressor;
import dev.longctx.compress.RankingCompressor;
import dev.longctx.compress.UnitRanker;
import dev.longctx.eval.ranking.LuceneRanker;
import dev.longctx.eval.ranking.PlainRankers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EvidenceBenchmarkTest {

  private static final TokenCounter WORDS =
      text -> text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
  private static final List<EvidenceRecord> BOTH = List.of(Questions.MARKED, Questions.UNMARKED);

  private final EvidenceBenchmark benchmark =
      new EvidenceBenchmark(List.of(0.6, 0.9), DocumentLayout.ONE, WORDS);

  @Test
  void givesOneResultABudgetWithinIt() {
    List<EvidenceResult> results =
        run(EvidenceMethod.ranking("random", PlainRankers.random(3)), benchmark);
    assertThat(results).extracting(EvidenceResult::budget).containsExactly(0.6, 0.9);
    assertThat(results).allSatisfy(r -> assertThat(r.ratio()).isBetween(0.2, r.budget()));
    assertThat(results).allSatisfy(r -> assertThat(r.questions()).isEqualTo(2));
  }

  @Test
  void aRankerThatKnowsTheEvidenceKeepsAllOfIt() {
    UnitRanker oracle =
        (query, units, cancellation) -> {
          float[] scores = new float[units.size()];
          for (int i = 0; i < scores.length; i++) {
            scores[i] = units.get(i).text().contains("Castle Brann") ? 2 : 1;
          }
          return scores;
        };
    EvidenceResult half = run(EvidenceMethod.ranking("oracle", oracle), benchmark).get(0);
    assertThat(half.mean(Measure.ALL_SUPPORT)).isEqualTo(1);
    assertThat(half.mean(Measure.SUPPORT_RECALL)).isEqualTo(1);
    assertThat(half.mean(Measure.PARAGRAPH_HIT)).isEqualTo(1);
    assertThat(half.values(Measure.ALL_SUPPORT)).containsExactly(1.0, null);
  }

  @Test
  void baselinesReadTitlesWithEverySentenceAndNeverTitlesAlone() {
    List<String> read = new ArrayList<>();
    UnitRanker spy =
        (query, units, cancellation) -> {
          units.forEach(unit -> read.add(unit.text()));
          return new float[units.size()];
        };
    EvidenceMethod method = EvidenceMethod.ranking("spy", spy);
    run(method, new EvidenceBenchmark(List.of(0.5), DocumentLayout.PARAGRAPHS, WORDS));
    assertThat(read)
        .contains("Orle. It is short.", "Treaty. The hall stands in Castle Brann.")
        .contains("Bread needs time.")
        .doesNotContain("Orle", "Treaty", "Cooking");
  }

  @Test
  void lexicalSearchBeatsTruncationWhereEvidenceIsLate() {
    EvidenceMethod bm25 = EvidenceMethod.ranking("bm25", new LuceneRanker());
    assertThat(run(bm25, benchmark).get(0).mean(Measure.SUPPORT_RECALL)).isEqualTo(1);
    EvidenceMethod head = EvidenceMethod.ranking("truncation", PlainRankers.truncation());
    assertThat(run(head, benchmark).get(0).mean(Measure.ALL_SUPPORT)).isEqualTo(0);
  }

  @Test
  void failuresAreNeitherRightNorWrong() {
    UnitRanker broken =
        (query, units, cancellation) -> {
          if (query.startsWith("What")) {
            throw new IllegalStateException("out of order");
          }
          return new float[units.size()];
        };
    EvidenceResult result =
        run(
                new EvidenceMethod(
                    "broken", c -> RankingCompressor.builder().ranker(broken).build()),
                benchmark)
            .get(0);
    assertThat(result.failures())
        .containsExactly(
            new EvidenceResult.Failure(
                Reason.SCORING_FAILED, "the documents could not be scored: out of order", 1));
    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.questions()).isEqualTo(1);
    assertThat(result.mean(Measure.PARAGRAPH_HIT)).isNull();
    assertThat(result.mean(Measure.SUPPORT_RECALL)).isEqualTo(0);
  }

  @Test
  void whereNothingWasCompressedNothingIsMeasured() {
    UnitRanker broken =
        (query, units, cancellation) -> {
          throw new IllegalStateException("out of order");
        };
    EvidenceResult result = run(EvidenceMethod.ranking("broken", broken), benchmark).get(0);
    assertThat(result.questions()).isZero();
    assertThat(result.failures()).singleElement().matches(f -> f.questions() == 2);
    assertThat(result.ratio()).isNull();
    assertThat(result.tokensPerSecond()).isNull();
  }

  @Test
  void aRankingFillsItsBudgetInOrderOfTheText() {
    UnitRanker blind = (query, units, cancellation) -> new float[units.size()];
    EvidenceResult blindly = run(EvidenceMethod.ranking("blind", blind), benchmark).get(0);
    EvidenceResult head =
        run(EvidenceMethod.ranking("truncation", PlainRankers.truncation()), benchmark).get(0);
    assertThat(blindly.ratio()).isEqualTo(head.ratio()).isBetween(0.4, 0.6);
    assertThat(blindly.scores()).isEqualTo(head.scores());
  }

  @Test
  void compressorsSeeTitlesWhereTheyStand() {
    try (LexicalCompressor lexical = LexicalCompressor.builder().build()) {
      EvidenceResult result = run(EvidenceMethod.compressor("lexical", lexical), benchmark).get(1);
      assertThat(result.mean(Measure.SUPPORT_RECALL)).isEqualTo(1.0, within(1e-9));
      assertThat(result.tokensPerSecond()).isPositive();
    }
  }

  @Test
  void refusesBudgetsThatAreNoSharesOrNotDistinctOrNone() {
    assertRefused(List.of(1.0), "budgets: expected shares above 0 and below 1, found 1.0");
    assertRefused(List.of(0.2, 0.2), "budgets: expected each once, found [0.2, 0.2]");
    assertRefused(List.of(), "budgets: expected at least one, found none");
  }

  private static void assertRefused(List<Double> budgets, String message) {
    assertThatThrownBy(() -> new EvidenceBenchmark(budgets, DocumentLayout.ONE, WORDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static List<EvidenceResult> run(EvidenceMethod method, EvidenceBenchmark benchmark) {
    return benchmark.run(method, BOTH, (done, all) -> {});
  }
}
