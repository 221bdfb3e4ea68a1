package dev.longctx.eval.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.Cancellation;
import dev.longctx.compress.UnitRanker;
import dev.longctx.compress.UnitRanker.Unit;
import java.util.ArrayList;
import java.util.List;
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
  void luceneKeepsUnitsInOrderWhereThereAreMany() {
    String[] texts = new String[3_000];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "number" + i + " of the list";
    }
    float[] scores = score(new LuceneRanker(), "number2345", texts);
    for (int i = 0; i < texts.length; i++) {
      assertThat(scores[i] > 0).as("unit %d", i).isEqualTo(i == 2_345);
    }
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
