package dev.longctx.compress.internal.ranking;

import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.compress.internal.pipeline.CallControl;
import java.util.List;

/** Scores all units of a request together. */
@FunctionalInterface
public interface RangeScorer {

  /**
   * One score a unit, not negative; units that score 0 are never kept.
   *
   * @throws dev.longctx.compress.internal.pipeline.CompressionFailure if they cannot be scored
   */
  float[] score(CompressionRequest request, List<UnitRanges.Range> units, CallControl control);

  /** Refuses, before the documents are read, a query that cannot be served. */
  default void checkQuery(String query) {}
}
