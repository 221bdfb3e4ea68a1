package dev.longctx.compress.internal.lexical;

import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Reason;
import dev.longctx.compress.internal.pipeline.CallControl;
import dev.longctx.compress.internal.pipeline.CompressionFailure;
import dev.longctx.compress.internal.ranking.RangeScorer;
import dev.longctx.compress.internal.ranking.UnitRanges;
import java.util.List;

/** Scores units by BM25. Thread-safe. */
public final class LexicalRanking implements RangeScorer {

  /** A scorer without settings. */
  public LexicalRanking() {}

  @Override
  public void checkQuery(String query) {
    if (TermTable.of(query).size() == 0) {
      throw new CompressionFailure(
          Reason.BLANK_QUERY, "the query must have a word to look for", null);
    }
  }

  @Override
  public float[] score(
      CompressionRequest request, List<UnitRanges.Range> units, CallControl control) {
    Bm25.Builder index = Bm25.builder();
    for (UnitRanges.Range unit : units) {
      index.add(unit.text(), unit.start(), unit.end());
    }
    double[] scores = index.build().scores(request.query());
    float[] result = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      result[i] = (float) scores[i];
    }
    return result;
  }
}
