package dev.longctx.api.compression;

import dev.longctx.api.Document;
import java.util.List;
import java.util.Objects;

/**
 * The documents were scored and the best of them kept. An empty selection is valid: nothing was
 * relevant, or no unit fits the budget.
 *
 * <p>The text never exceeds a token budget and never has more tokens than the documents.
 *
 * @param documents the request's documents
 * @param spans the kept ranges
 * @param units the kept units within them
 * @param statuses what became of each document, in order
 * @param joiner how the text is joined
 * @param stats costs and savings
 */
public record Compressed(
    List<Document> documents,
    List<KeptSpan> spans,
    List<KeptSpan> units,
    List<DocumentStatus> statuses,
    Joiner joiner,
    CompressionStats stats)
    implements Compression {

  /** Checks the components. */
  public Compressed {
    documents = List.copyOf(documents);
    spans = Spans.checked(documents, spans);
    units = Spans.checked(documents, units);
    statuses = List.copyOf(statuses);
    Objects.requireNonNull(joiner, "joiner");
    Objects.requireNonNull(stats, "stats");
    if (statuses.size() != documents.size()) {
      throw new IllegalArgumentException(
          "expected a status for each of "
              + documents.size()
              + " documents, found "
              + statuses.size());
    }
  }
}
