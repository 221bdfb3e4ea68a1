package dev.longctx.compress.internal.ranking;

import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.compress.UnitRanker;
import dev.longctx.compress.internal.pipeline.CallControl;
import java.util.List;

/** Scores units by a caller's ranker, whose answers are checked. */
public final class GivenRanking implements RangeScorer {

  private final UnitRanker ranker;

  /** A scorer around a ranker. */
  public GivenRanking(UnitRanker ranker) {
    this.ranker = ranker;
  }

  @Override
  public float[] score(
      CompressionRequest request, List<UnitRanges.Range> ranges, CallControl control) {
    if (ranges.isEmpty()) {
      return new float[0];
    }
    List<UnitRanker.Unit> units = ranges.stream().map(GivenRanking::unit).toList();
    float[] scores = ranker.score(request.query(), units, control.stop());
    if (scores.length != units.size()) {
      throw new IllegalStateException(
          "ranker: expected %d scores, one a unit, found %d"
              .formatted(units.size(), scores.length));
    }
    float[] result = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      if (!Float.isFinite(scores[i])) {
        throw new IllegalStateException(
            "ranker: expected finite scores, found " + scores[i] + " for unit " + i);
      }
      result[i] = Math.max(0, scores[i]);
    }
    return result;
  }

  private static UnitRanker.Unit unit(UnitRanges.Range range) {
    String text = range.text().substring(range.start(), range.end());
    return new UnitRanker.Unit(range.document(), range.start(), range.end(), text);
  }
}
