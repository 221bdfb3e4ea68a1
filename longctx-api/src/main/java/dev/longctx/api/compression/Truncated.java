package dev.longctx.api.compression;

import dev.longctx.api.Document;
import java.util.List;
import java.util.Objects;

/**
 * Scoring failed and the caller asked for the head of the documents instead ({@link
 * FailurePolicy#TRUNCATE_TO_BUDGET}). The text is within the budget.
 *
 * @param documents the request's documents
 * @param spans whole documents from the first on, the last one cut
 * @param reason why they were not scored
 * @param detail one sentence for a log: what was expected and found
 * @param joiner how the text is joined
 * @param stats costs and savings
 */
public record Truncated(
    List<Document> documents,
    List<KeptSpan> spans,
    Reason reason,
    String detail,
    Joiner joiner,
    CompressionStats stats)
    implements Compression {

  /** Checks the components. */
  public Truncated {
    documents = List.copyOf(documents);
    spans = Spans.checked(documents, spans);
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(joiner, "joiner");
    Objects.requireNonNull(stats, "stats");
  }

  /** {@inheritDoc} Here: the same as {@link #spans()}. */
  @Override
  public List<KeptSpan> units() {
    return spans;
  }
}
