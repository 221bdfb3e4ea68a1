package dev.longctx.reason;

import dev.longctx.api.Cancellation;
import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionException;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.CompressionStats;
import dev.longctx.api.compression.Compressor;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.FailurePolicy;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.compression.Reason;
import dev.longctx.api.compression.Unchanged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps, line by line, what holds a word of the query, within a budget in tokens. */
public final class ScriptedCompressor implements Compressor {

  private final List<CompressionRequest> requests = new ArrayList<>();
  private boolean broken;
  private boolean closed;

  public ScriptedCompressor() {}

  /** From now on every call fails. */
  public ScriptedCompressor broken() {
    broken = true;
    return this;
  }

  public List<CompressionRequest> requests() {
    return requests;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public Compression compress(CompressionRequest request, Cancellation cancellation) {
    requests.add(request);
    cancellation.throwIfCancelled();
    boolean late = request.deadline().map(time -> time.toNanos() < 1000).orElse(false);
    if (broken || late) {
      return failed(request, late ? Reason.DEADLINE_EXCEEDED : Reason.SCORING_FAILED);
    }
    List<KeptSpan> spans = new ArrayList<>();
    for (int document = 0; document < request.documents().size(); document++) {
      keep(request, document, spans);
    }
    return new Compressed(
        request.documents(),
        spans,
        spans,
        Collections.nCopies(request.documents().size(), DocumentStatus.SCORED),
        request.joiner(),
        stats(request));
  }

  private static void keep(CompressionRequest request, int document, List<KeptSpan> spans) {
    String text = request.documents().get(document).text();
    int start = 0;
    for (String line : text.split("\n", -1)) {
      boolean relevant = List.of(request.query().split("\\W+")).stream().anyMatch(line::contains);
      if (relevant) {
        spans.add(new KeptSpan(document, start, start + line.length(), 0.9, KeptSpan.Origin.SCORE));
        if (!fits(request, spans)) {
          spans.remove(spans.size() - 1);
        }
      }
      start += line.length() + 1;
    }
  }

  private static boolean fits(CompressionRequest request, List<KeptSpan> spans) {
    return !(request.budget() instanceof Budget.Tokens tokens)
        || request
                .tokenCounter()
                .orElse(TokenCounter.approximate())
                .count(request.joiner().join(request.documents(), spans))
            <= tokens.limit();
  }

  private static Compression failed(CompressionRequest request, Reason reason) {
    if (request.failurePolicy() == FailurePolicy.THROW) {
      throw new CompressionException(reason, "told to fail", null);
    }
    return new Unchanged(
        request.documents(), reason, "told to fail", request.joiner(), stats(request));
  }

  private static CompressionStats stats(CompressionRequest request) {
    List<Document> documents = request.documents();
    return new CompressionStats(documents.size(), 0, 0, 0, 0, CompressionStats.Timings.NONE);
  }

  @Override
  public void close() {
    closed = true;
  }
}
