package dev.longctx.compress.internal.ranking;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.Granularity;
import dev.longctx.compress.internal.pipeline.CallControl;
import dev.longctx.compress.internal.pipeline.Scored;
import dev.longctx.compress.internal.pipeline.UnitScorer;
import dev.longctx.compress.internal.segment.Segmenter;
import dev.longctx.compress.internal.segment.Segments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Scores sentences, paragraphs or documents as wholes. As thread-safe as its scorer. */
public final class RankingScorer implements UnitScorer {

  private final String kind;
  private final RangeScorer scorer;

  /**
   * A scorer.
   *
   * @param kind what error messages call the compressor
   * @param scorer scores the units
   */
  public RankingScorer(String kind, RangeScorer scorer) {
    this.kind = kind;
    this.scorer = scorer;
  }

  @Override
  public void check(CompressionRequest request) {
    Granularity granularity = request.granularity();
    if (granularity == Granularity.WORD || granularity == Granularity.MODEL_SPANS) {
      throw new IllegalArgumentException(
          kind + " serves granularity SENTENCE, PARAGRAPH and DOCUMENT, found " + granularity);
    }
    Budget budget = request.budget();
    if (!(budget instanceof Budget.Tokens || budget instanceof Budget.KeepRatio)) {
      throw new IllegalArgumentException(
          kind
              + " serves budgets in tokens and keep ratios, because its scores"
              + " depend on the whole input, found "
              + budget);
    }
  }

  @Override
  public double ownThreshold(CompressionRequest request) {
    throw new IllegalStateException(kind + " has no threshold");
  }

  /** {@inheritDoc} Here 0: what has nothing to do with the query is no evidence. */
  @Override
  public float floor() {
    return 0;
  }

  @Override
  public Scored score(CompressionRequest request, CallControl control) {
    scorer.checkQuery(request.query());
    long began = System.nanoTime();
    List<DocumentStatus> statuses = new ArrayList<>();
    UnitRanges ranges = new UnitRanges(request.granularity());
    List<Document> documents = request.documents();
    for (int i = 0; i < documents.size(); i++) {
      control.check();
      Segments segments = Segmenter.segment(documents.get(i).text());
      statuses.add(segments.size() == 0 ? DocumentStatus.BLANK : DocumentStatus.SCORED);
      ranges.add(i, segments);
    }
    control.check();
    long prepared = System.nanoTime();
    float[] scores = scorer.score(request, ranges.all(), control);
    Duration scoring = Duration.ofNanos(System.nanoTime() - prepared);
    Duration preparing = Duration.ofNanos(prepared - began);
    return new Scored(ranges.scored(scores).build(), statuses, 0, 0, preparing, scoring);
  }
}
