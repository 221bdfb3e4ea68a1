package dev.longctx.eval.evidence;

import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Compressor;
import dev.longctx.api.compression.Unchanged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Asks every method for the sentences that a question needs, within a share of the tokens, and
 * measures how much evidence is left. All methods choose among the same sentences and may spend the
 * same tokens; what they did spend is in the result, since a sentence fits or not.
 *
 * @param budgets shares of each question's tokens that may be kept, each above 0 and below 1; at
 *     least one, each once
 * @param layout how paragraphs become documents
 * @param counter counts tokens for all methods
 */
public record EvidenceBenchmark(List<Double> budgets, DocumentLayout layout, TokenCounter counter) {

  /** Checks and copies the components. */
  public EvidenceBenchmark {
    budgets = List.copyOf(budgets);
    Objects.requireNonNull(layout, "layout");
    Objects.requireNonNull(counter, "counter");
    if (budgets.isEmpty()) {
      throw new IllegalArgumentException("budgets: expected at least one, found none");
    }
    if (new HashSet<>(budgets).size() < budgets.size()) {
      throw new IllegalArgumentException("budgets: expected each once, found " + budgets);
    }
    for (double budget : budgets) {
      if (!(budget > 0 && budget < 1)) {
        throw new IllegalArgumentException(
            "budgets: expected shares above 0 and below 1, found " + budget);
      }
    }
  }

  /** Is told how far a run is. */
  @FunctionalInterface
  public interface Progress {

    /**
     * One more question is done.
     *
     * @param done questions done by this method
     * @param all questions of the run
     */
    void done(int done, int all);
  }

  /**
   * Runs one method.
   *
   * @param method what to measure
   * @param questions the questions
   * @param progress is told after each question
   * @return one result a budget, in order
   */
  public List<EvidenceResult> run(
      EvidenceMethod method, List<EvidenceRecord> questions, Progress progress) {
    List<ResultBuilder> results = new ArrayList<>();
    budgets.forEach(budget -> results.add(new ResultBuilder(method.name(), budget)));
    for (int i = 0; i < questions.size(); i++) {
      EvidenceContext context = EvidenceContext.of(questions.get(i), layout);
      Compressor compressor = method.compressors().apply(context);
      if (i == 0) {
        compressor.compress(request(context, budgets.get(0))); // warm-up, not counted
      }
      for (ResultBuilder result : results) {
        measure(context, compressor, result);
      }
      progress.done(i + 1, questions.size());
    }
    return results.stream().map(ResultBuilder::build).toList();
  }

  private void measure(EvidenceContext context, Compressor compressor, ResultBuilder result) {
    long began = System.nanoTime();
    Compression kept = compressor.compress(request(context, result.budget()));
    long nanos = System.nanoTime() - began;
    if (kept instanceof Unchanged unchanged && unchanged.reason().isFailure()) {
      result.addFailure(unchanged.reason(), unchanged.detail());
    } else {
      result.add(EvidenceScore.of(context, kept), kept.stats(), nanos);
    }
  }

  private CompressionRequest request(EvidenceContext context, double budget) {
    return CompressionRequest.builder()
        .query(context.question().question())
        .documents(context.documents())
        .budget(Budget.keepRatio(budget))
        .tokenCounter(counter)
        .build();
  }
}
