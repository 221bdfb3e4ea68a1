package dev.longctx.eval.evidence;

import dev.longctx.api.compression.Reason;
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
 * @param failures why compressions failed, one entry a reason
 * @param ratio tokens kept of all tokens of the compressed questions, null where none was
 * @param tokensPerSecond their tokens by the time of the calls, counting included; null as before
 */
public record EvidenceResult(
    String method,
    double budget,
    List<@Nullable EvidenceScore> scores,
    List<Failure> failures,
    @Nullable Double ratio,
    @Nullable Double tokensPerSecond) {

  /**
   * Compressions that failed for one reason.
   *
   * @param reason the reason
   * @param detail what the first of them said
   * @param questions how many failed so
   */
  public record Failure(Reason reason, String detail, int questions) {

    /** Checks the components. */
    public Failure {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(detail, "detail");
    }
  }

  /** Copies the lists. */
  public EvidenceResult {
    Objects.requireNonNull(method, "method");
    scores = Collections.unmodifiableList(new ArrayList<>(scores));
    failures = List.copyOf(failures);
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
    return failures.stream().mapToInt(Failure::questions).sum();
  }
}
