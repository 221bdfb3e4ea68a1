package dev.longctx.compress.internal.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.compress.internal.segment.RandomTexts;
import dev.longctx.compress.internal.segment.Segmenter;
import dev.longctx.compress.internal.segment.Segments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Bm25Test {
  @Test
  void scoresEqualThoseComputedByHand() {
    // N = 3, lengths 3, 5, 2, mean 10/3. "river" is in two units: idf = ln(1 + 1.5 / 2.5) = ln 1.6;
    // "castle" in one: idf = ln(1 + 2.5 / 1.5) = ln(8 / 3). Norms 1.2 * (0.25 + 0.75 * |u| / mean)
    // are 1.11, 1.65 and 0.84.
    Bm25 index = units("A river flows", "The castle, the river: castle.", "Nothing here");
    double castle = Math.log(8 / 3.0);
    double river = Math.log(1.6);
    double[] scores = index.scores("Rivers past the castle's river");
    double the = Math.log(8 / 3.0);
    assertThat(scores[0]).isCloseTo(river * 2.2 / 2.11, within(1e-12));
    assertThat(scores[1])
        .isCloseTo(river * 2.2 / 2.65 + castle * 4.4 / 3.65 + the * 4.4 / 3.65, within(1e-12));
    assertThat(scores[2]).isZero();
  }

  @Test
  void aTermThatTheQueryRepeatsCountsOnce() {
    Bm25 index = units("red house", "blue house", "green tree");
    assertThat(index.scores("house house HOUSE")).isEqualTo(index.scores("house"));
  }

  @Test
  void chineseIsMatchedByBigrams() {
    double[] scores = units("北京大学在北京。", "北方的京都", "上海").scores("北京");
    assertThat(scores[0]).isPositive();
    assertThat(scores[1]).isZero();
    assertThat(scores[2]).isZero();
  }

  @Test
  void emptyQueriesAndIndexesScoreNothing() {
    assertThat(units("a b").scores("")).containsExactly(0);
    assertThat(units("a b").scores("?!")).containsExactly(0);
    assertThat(units("", "...").scores("a")).containsExactly(0, 0);
    assertThat(units().scores("a")).isEmpty();
  }

  @Test
  void onlyTheRangeOfAUnitIsRead() {
    String text = "river castle river";
    double[] scores = Bm25.builder().add(text, 0, 5).add(text, 6, 12).build().scores("castle");
    assertThat(scores[0]).isZero();
    assertThat(scores[1]).isPositive();
  }

  @Test
  void agreesWithANaiveImplementationOnRandomTexts() {
    RandomTexts texts = new RandomTexts(RandomTexts.seed());
    for (int i = 0; i < 150; i++) {
      List<Segments> documents =
          List.of(Segmenter.segment(texts.next(8)), Segmenter.segment(texts.next(8)));
      String query = texts.prose();
      double[] expected = naive(documents, query);
      assertThat(Bm25.index(documents).scores(query)).containsExactly(expected, within(1e-9));
    }
  }

  private static Bm25 units(String... texts) {
    Bm25.Builder builder = Bm25.builder();
    for (String text : texts) {
      builder.add(text, 0, text.length());
    }
    return builder.build();
  }

  private static double[] naive(List<Segments> documents, String query) {
    List<List<String>> units = new ArrayList<>();
    for (Segments segments : documents) {
      for (int i = 0; i < segments.size(); i++) {
        units.add(TermsTest.terms(segments.substring(i)));
      }
    }
    double mean = units.stream().mapToInt(List::size).average().orElse(0);
    Set<String> terms = new HashSet<>(TermsTest.terms(query));
    return units.stream().mapToDouble(unit -> naive(unit, units, terms, mean)).toArray();
  }

  private static double naive(
      List<String> unit, List<List<String>> units, Set<String> terms, double mean) {
    double score = 0;
    for (String term : terms) {
      double frequency = unit.stream().filter(term::equals).count();
      double holding = units.stream().filter(other -> other.contains(term)).count();
      double idf = Math.log(1 + (units.size() - holding + 0.5) / (holding + 0.5));
      double norm = 1.2 * (1 - 0.75 + 0.75 * unit.size() / mean);
      score += frequency == 0 ? 0 : idf * frequency * 2.2 / (frequency + norm);
    }
    return score;
  }
}
