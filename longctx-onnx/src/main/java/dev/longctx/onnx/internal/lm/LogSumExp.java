package dev.longctx.onnx.internal.lm;

import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;

/** The normaliser of logits, and the check that they are numbers. */
final class LogSumExp {

  private LogSumExp() {}

  /** The largest logit; what is no number, or above all numbers, is an error. */
  static float max(float[] logits) {
    float max = Float.NEGATIVE_INFINITY;
    boolean numbers = true;
    for (float logit : logits) {
      max = Math.max(max, logit); // NaN wins over everything
      numbers &= logit < Float.POSITIVE_INFINITY;
    }
    if (!numbers || max == Float.NEGATIVE_INFINITY) {
      throw new GenerationException(
          Reason.NOT_A_NUMBER, "logits: expected numbers, found NaN or infinity");
    }
    return max;
  }

  /** log(sum(exp(logits))). */
  static double of(float[] logits) {
    float max = max(logits);
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - max);
    }
    return max + Math.log(sum);
  }
}
