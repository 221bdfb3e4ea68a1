package dev.longctx.compress.internal.pipeline;

import dev.longctx.api.compression.CompressionRequest;

/** The part in which compressors differ: cutting documents into units and scoring these. */
public interface UnitScorer {

  /**
   * Refuses a request that this scorer can never serve.
   *
   * @throws IllegalArgumentException says which setting and what would be accepted
   */
  void check(CompressionRequest request);

  /**
   * Scores the documents' units.
   *
   * @throws CompressionFailure if the documents cannot be scored
   */
  Scored score(CompressionRequest request, CallControl control);

  /** The threshold that stands for the critic's own decision. */
  double ownThreshold(CompressionRequest request);

  /** Units that do not score above this are never kept, whatever the budget. */
  float floor();
}
