package dev.longctx.examples.evidence;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.longctx.eval.evidence.EvidenceResult;
import dev.longctx.eval.evidence.Measure;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code --json}. Measures are null where the data lacks the label, and all numbers
 * where no question could be compressed.
 */
@JsonPropertyOrder({
  "method",
  "budget",
  "ratio",
  "supportRecall",
  "allSupport",
  "answerKept",
  "paragraphHit",
  "questions",
  "tokensPerSecond",
  "failed"
})
record JsonLine(
    String method,
    double budget,
    @Nullable Double ratio,
    @Nullable Double supportRecall,
    @Nullable Double allSupport,
    @Nullable Double answerKept,
    @Nullable Double paragraphHit,
    int questions,
    @Nullable Long tokensPerSecond,
    int failed) {

  static String of(EvidenceResult result) {
    Double tokensPerSecond = result.tokensPerSecond();
    JsonLine line =
        new JsonLine(
            result.method(),
            result.budget(),
            result.ratio(),
            result.mean(Measure.SUPPORT_RECALL),
            result.mean(Measure.ALL_SUPPORT),
            result.mean(Measure.ANSWER_KEPT),
            result.mean(Measure.PARAGRAPH_HIT),
            result.questions(),
            tokensPerSecond == null ? null : Math.round(tokensPerSecond),
            result.failed());
    try {
      return JsonMapper.builder().build().writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the result could not be written as JSON", e);
    }
  }
}
