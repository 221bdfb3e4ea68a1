package dev.longctx.eval.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one method kept at one budget.
 *
 * @param method the method's name
 * @param budget the share of tokens that it might keep
 * @param scores one a question, in order; null where the compression failed, which is neither right
 *     nor wrong
 * @param ratio tokens kept of all tokens
 * @param tokensPerSecond input tokens by the time of the calls, counting included
 */
public record EvidenceResult(
    String method,
    double budget,
    List<@Nullable EvidenceScore> scores,
    double ratio,
    double tokensPerSecond) {

  /** Copies the scores. */
  public EvidenceResult {
    Objects.requireNonNull(method, "method");
    scores = Collections.unmodifiableList(new ArrayList<>(scores));
  }

  /**
   * The mean of a measure.
   *
   * @param measure which
   * @return over the questions that have its label; null where none has
   */
  public @Nullable Double mean(Measure measure) {
    List<Double> values = values(measure).stream().filter(Objects::nonNull).toList();
    return values.isEmpty()
        ? null
        : values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /**
   * A measure of every question.
   *
   * @param measure which
   * @return one value a question, null where it has none
   */
  public List<@Nullable Double> values(Measure measure) {
    List<@Nullable Double> values = new ArrayList<>();
    for (EvidenceScore score : scores) {
      values.add(score == null ? null : measure.of(score));
    }
    return values;
  }

  /**
   * Questions that were compressed.
   *
   * @return their number
   */
  public int questions() {
    return scores.size() - failed();
  }

  /**
   * Questions whose compression failed.
   *
   * @return their number
   */
  public int failed() {
    return (int) scores.stream().filter(Objects::isNull).count();
  }
}
