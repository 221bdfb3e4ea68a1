package dev.longctx.api.compression;

import dev.longctx.api.Document;
import java.util.List;

/**
 * The outcome of a compression: source spans, and the text they make.
 *
 * <p>Whatever the outcome, the documents are all there and in the request's order, and the spans
 * are sorted by document and start, disjoint, within bounds and never cut a surrogate pair.
 * Immutable and thread-safe.
 */
public sealed interface Compression permits Compressed, Unchanged, Truncated {

  /**
   * The request's documents.
   *
   * @return all of them, in order
   */
  List<Document> documents();

  /**
   * The kept ranges. Units of one document with only white space between them make one span, so
   * that the text reads on as in the source, and so do units with no more characters between them
   * than the joiner would write there. {@link Granularity#MODEL_SPANS} keeps the spans as decoded.
   *
   * @return spans in document order
   */
  List<KeptSpan> spans();

  /**
   * The kept units one by one, each with its own score: the sentences or words within the spans.
   *
   * @return units in document order; the same as {@link #spans()} where nothing was merged
   */
  List<KeptSpan> units();

  /**
   * How {@link #text()} joins the spans.
   *
   * @return the request's joiner
   */
  Joiner joiner();

  /**
   * Costs and savings.
   *
   * @return the statistics of this call
   */
  CompressionStats stats();

  /**
   * The spans joined, for the reader's prompt. Built anew at each call.
   *
   * @return exact substrings of the documents with the joiner between them
   */
  default String text() {
    return joiner().join(documents(), spans());
  }
}
