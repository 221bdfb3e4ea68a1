package dev.longctx.compress;

import dev.longctx.api.Cancellation;
import java.util.List;

/**
 * Scores the units of documents against a query by any means: an embedding model, a search engine,
 * a remote reranker. {@link RankingCompressor} does the rest.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface UnitRanker {

  /**
   * Scores units; all of a request come in one call.
   *
   * @param query the question, maybe blank
   * @param units at least one, in document order
   * @param cancellation to be watched by what takes long
   * @return one score a unit, in order: finite, greater for better; a unit that scores 0 or less is
   *     never kept
   */
  float[] score(String query, List<Unit> units, Cancellation cancellation);

  /**
   * A sentence, paragraph or document.
   *
   * @param document index of the document in the request, from 0
   * @param start first UTF-16 code unit in the document's text
   * @param end one past the last UTF-16 code unit
   * @param text the exact substring
   */
  record Unit(int document, int start, int end, String text) {}
}
