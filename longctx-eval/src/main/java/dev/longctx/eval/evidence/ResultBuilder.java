package dev.longctx.eval.evidence;

import dev.longctx.api.compression.CompressionStats;
import dev.longctx.api.compression.Reason;
import dev.longctx.eval.evidence.EvidenceResult.Failure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects one method's scores at one budget. */
final class ResultBuilder {

  private final String method;
  private final double budget;
  private final List<@Nullable EvidenceScore> scores = new ArrayList<>();
  private final Map<Reason, Failure> failures = new EnumMap<>(Reason.class);
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

  void addFailure(Reason reason, String detail) {
    scores.add(null);
    failures.merge(
        reason,
        new Failure(reason, detail, 1),
        (first, next) -> new Failure(reason, first.detail(), first.questions() + 1));
  }

  EvidenceResult build() {
    Double ratio = tokens == 0 ? null : (double) kept / tokens;
    Double perSecond = nanos == 0 ? null : tokens * 1e9 / nanos;
    return new EvidenceResult(
        method, budget, scores, List.copyOf(failures.values()), ratio, perSecond);
  }
}
