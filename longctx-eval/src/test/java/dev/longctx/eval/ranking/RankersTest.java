package dev.longctx.eval.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.Cancellation;
import dev.longctx.compress.UnitRanker;
import dev.longctx.compress.UnitRanker.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RankersTest {

  @Test
  void luceneComputesBm25() {
    // One of three units holds the term once: idf ln(1 + 2.5 / 1.5), length 2 of a mean of 2.
    float[] scores =
        score(new LuceneRanker(), "castles", "castle walls", "salty soup", "old bread");
    double idf = Math.log(1 + 2.5 / 1.5);
    assertThat((double) scores[0]).isEqualTo(idf / (1 + 1.2), within(1e-4));
    assertThat(scores[1]).isZero();
  }

  @Test
  void luceneFindsNothingForStopWords() {
    assertThat(score(new LuceneRanker(), "of the", "of the castle")).containsExactly(0);
    assertThat(score(new LuceneRanker(), "", "castle")).containsExactly(0);
  }

  @Test
  void luceneKeepsUnitsInOrderWhereTheyFillManySegments() {
    // Segments that differ in size are what merging would put into another order.
    Random random = new Random(1);
    String[] texts = new String[20_000];
    for (int i = 0; i < texts.length; i++) {
      StringBuilder text = new StringBuilder(i % 1_000 == 0 ? "chosen" : "left");
      random.ints(i < 4_000 ? 3 : 120, 0, 300_000).forEach(word -> text.append(" w").append(word));
      texts[i] = text.toString();
    }
    float[] scores = score(new LuceneRanker(), "chosen", texts);
    for (int i = 0; i < texts.length; i++) {
      assertThat(scores[i] > 0).as("unit %d", i).isEqualTo(i % 1_000 == 0);
    }
  }

  @Test
  void luceneAnswersQueriesOfAnyLengthWithTheSumOfTheirTerms() {
    String[] texts = {"number2999 castle", "castle walls", "old bread"};
    String query =
        IntStream.range(0, 3_000).mapToObj(i -> "number" + i).collect(Collectors.joining(" "));
    float[] castle = score(new LuceneRanker(), "castle", texts);
    float[] number = score(new LuceneRanker(), "number2999", texts);
    float[] scores = score(new LuceneRanker(), "castle " + query, texts);
    assertThat(scores[0]).isEqualTo(castle[0] + number[0], within(1e-6f));
    assertThat(scores[1]).isEqualTo(castle[1]).isPositive();
    assertThat(scores[2]).isZero();
  }

  @Test
  void embeddingsRankByCosine() {
    Embedder embedder =
        texts -> {
          List<float[]> vectors = new ArrayList<>();
          texts.forEach(t -> vectors.add(new float[] {count(t, 'a'), count(t, 'b')}));
          return vectors;
        };
    float[] scores = score(new EmbeddingRanker(embedder), "ab", "aabb", "aaaa", "b", "c");
    assertThat(scores[0]).isEqualTo(2, within(1e-6f));
    assertThat(scores[1]).isEqualTo((float) (1 + Math.sqrt(0.5)), within(1e-6f));
    assertThat(scores[2]).isEqualTo(scores[1], within(1e-6f));
    assertThat(scores[3]).isEqualTo(1);
  }

  @Test
  void truncationPrefersWhatIsEarlier() {
    assertThat(score(PlainRankers.truncation(), "?", "a", "b", "c")).containsExactly(3, 2, 1);
  }

  @Test
  void chanceDependsOnTheSeedAndTheQuestion() {
    float[] first = score(PlainRankers.random(1), "?", "a", "b");
    assertThat(score(PlainRankers.random(1), "?", "a", "b")).containsExactly(first);
    assertThat(score(PlainRankers.random(2), "?", "a", "b")).isNotEqualTo(first);
    assertThat(score(PlainRankers.random(1), "!", "a", "b")).isNotEqualTo(first);
  }

  private static int count(String text, char letter) {
    return (int) text.chars().filter(c -> c == letter).count();
  }

  private static float[] score(UnitRanker ranker, String query, String... texts) {
    List<Unit> units = new ArrayList<>();
    for (String text : texts) {
      units.add(new Unit(0, 0, text.length(), text));
    }
    return ranker.score(query, units, new Cancellation());
  }
}
