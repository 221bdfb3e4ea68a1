package dev.longctx.api.compression;

import dev.longctx.api.Document;
import java.util.Objects;

/**
 * A piece of a document that was kept, as a source range: nothing is ever rebuilt from tokens.
 *
 * @param document index of the document in the request, from 0
 * @param start first UTF-16 code unit in the document's text
 * @param end one past the last UTF-16 code unit
 * @param score the critic's score of the span, from 0 to 1 for critics; of a span of several units
 *     the largest of theirs; 1 where nothing was scored
 * @param origin why the span is kept
 */
public record KeptSpan(int document, int start, int end, double score, Origin origin) {

  /** Why a span is kept. */
  public enum Origin {
    /** Its score was high enough. */
    SCORE,
    /** A {@link Protection} kept it beside a word with a high score. */
    PROTECTION,
    /** It was not scored: the document is blank to the critic, unreadable or left as it is. */
    UNSCORED
  }

  /** Checks the components. */
  public KeptSpan {
    Objects.requireNonNull(origin, "origin");
    if (document < 0 || start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "span must be a non-empty range of a document, found document "
              + document
              + " ["
              + start
              + ", "
              + end
              + ")");
    }
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("span score must be a number, found NaN");
    }
  }

  /**
   * The span's text.
   *
   * @param source the document that {@link #document()} points at
   * @return the exact substring
   */
  public String textOf(Document source) {
    return source.text().substring(start, end);
  }
}
