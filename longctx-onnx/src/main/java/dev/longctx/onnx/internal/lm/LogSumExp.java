package dev.longctx.onnx.internal.lm;

import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;

/** The normaliser of logits, and the check that they are numbers. */
final class LogSumExp {

  private LogSumExp() {}

  /** Says that logits are no numbers where they are none. */
  static void require(boolean numbers) {
    if (!numbers) {
      throw new GenerationException(
          Reason.NOT_A_NUMBER, "logits: expected numbers, found NaN or infinity");
    }
  }

  private static float max(float[] logits) {
    float max = Float.NEGATIVE_INFINITY;
    boolean numbers = true;
    for (float logit : logits) {
      numbers &= logit < Float.POSITIVE_INFINITY; // NaN is not
      max = logit > max ? logit : max;
    }
    require(numbers && max > Float.NEGATIVE_INFINITY);
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
