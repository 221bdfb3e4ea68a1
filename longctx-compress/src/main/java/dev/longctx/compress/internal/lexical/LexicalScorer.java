package dev.longctx.compress.internal.lexical;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.Granularity;
import dev.longctx.api.compression.Reason;
import dev.longctx.compress.internal.pipeline.CallControl;
import dev.longctx.compress.internal.pipeline.CompressionFailure;
import dev.longctx.compress.internal.pipeline.Scored;
import dev.longctx.compress.internal.pipeline.UnitScorer;
import dev.longctx.compress.internal.segment.Segmenter;
import dev.longctx.compress.internal.segment.Segments;
import dev.longctx.compress.internal.unit.UnitsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Scores sentences, paragraphs or documents by BM25. Thread-safe. */
public final class LexicalScorer implements UnitScorer {

  @Override
  public void check(CompressionRequest request) {
    Granularity granularity = request.granularity();
    if (granularity == Granularity.WORD || granularity == Granularity.MODEL_SPANS) {
      throw new IllegalArgumentException(
          "a lexical compressor serves granularity SENTENCE, PARAGRAPH and DOCUMENT, found "
              + granularity);
    }
    Budget budget = request.budget();
    if (!(budget instanceof Budget.Tokens || budget instanceof Budget.KeepRatio)) {
      throw new IllegalArgumentException(
          "a lexical compressor serves budgets in tokens and keep ratios, because its scores"
              + " depend on the whole input, found "
              + budget);
    }
  }

  @Override
  public double ownThreshold(CompressionRequest request) {
    throw new IllegalStateException("lexical scores have no threshold");
  }

  /** {@inheritDoc} Here 0: what shares no word with the query is no evidence. */
  @Override
  public float floor() {
    return 0;
  }

  @Override
  public Scored score(CompressionRequest request, CallControl control) {
    if (TermTable.of(request.query()).size() == 0) {
      throw new CompressionFailure(
          Reason.BLANK_QUERY, "the query must have a word to look for", null);
    }
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
    UnitsBuilder units = ranges.scored(request.query());
    Duration scoring = Duration.ofNanos(System.nanoTime() - prepared);
    Duration preparing = Duration.ofNanos(prepared - began);
    return new Scored(units.build(), statuses, 0, 0, preparing, scoring);
  }
}
