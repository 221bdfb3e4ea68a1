package dev.longctx.eval.ranking;

import dev.longctx.api.Cancellation;
import dev.longctx.compress.UnitRanker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Cosine similarity between the query's vector and each unit's, moved to between 0 and 2 so that
 * every unit may be kept. As thread-safe as its embedder.
 */
public final class EmbeddingRanker implements UnitRanker {

  private final Embedder embedder;

  /**
   * A ranker.
   *
   * @param embedder the model, which stays the caller's
   */
  public EmbeddingRanker(Embedder embedder) {
    this.embedder = Objects.requireNonNull(embedder, "embedder");
  }

  @Override
  public float[] score(String query, List<Unit> units, Cancellation cancellation) {
    List<String> texts = new ArrayList<>();
    texts.add(query);
    units.forEach(unit -> texts.add(unit.text()));
    List<float[]> vectors = embedder.embed(texts);
    float[] scores = new float[units.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) (1 + cosine(vectors.get(0), vectors.get(i + 1)));
    }
    return scores;
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squareA += (double) a[i] * a[i];
      squareB += (double) b[i] * b[i];
    }
    double norm = Math.sqrt(squareA * squareB);
    return norm == 0 ? 0 : dot / norm;
  }
}
