package dev.longctx.api.compression;

import dev.longctx.api.Document;
import java.util.List;
import java.util.Objects;

/**
 * The documents as they were, with the reason. The text may exceed the budget where the reason is a
 * {@linkplain Reason#isFailure() failure}.
 *
 * @param documents the request's documents
 * @param reason why they were left alone
 * @param detail one sentence for a log: what was expected and found
 * @param joiner how the text is joined
 * @param stats costs; output equals input
 */
public record Unchanged(
    List<Document> documents, Reason reason, String detail, Joiner joiner, CompressionStats stats)
    implements Compression {

  /** Checks the components. */
  public Unchanged {
    documents = List.copyOf(documents);
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(joiner, "joiner");
    Objects.requireNonNull(stats, "stats");
  }

  /** {@inheritDoc} Here: every document that is not blank, whole. */
  @Override
  public List<KeptSpan> spans() {
    return Spans.whole(documents);
  }

  /** {@inheritDoc} Here: the same as {@link #spans()}. */
  @Override
  public List<KeptSpan> units() {
    return spans();
  }
}
