package dev.longctx.eval.evidence;

import dev.longctx.api.compression.CompressionStats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects one method's scores at one budget. */
final class ResultBuilder {

  private final String method;
  private final double budget;
  private final List<@Nullable EvidenceScore> scores = new ArrayList<>();
  private long tokens;
  private long kept;
  private long nanos;

  ResultBuilder(String method, double budget) {
    this.method = method;
    this.budget = budget;
  }

  double budget() {
    return budget;
  }

  void add(EvidenceScore score, CompressionStats stats, long spent) {
    scores.add(score);
    tokens += stats.inputTokens();
    kept += stats.outputTokens();
    nanos += spent;
  }

  void addFailure() {
    scores.add(null);
  }

  EvidenceResult build() {
    double ratio = tokens == 0 ? 1 : (double) kept / tokens;
    double perSecond = nanos == 0 ? 0 : tokens * 1e9 / nanos;
    return new EvidenceResult(method, budget, scores, ratio, perSecond);
  }
}
