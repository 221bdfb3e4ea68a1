package dev.longctx.align;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a training did.
 *
 * @param step its number in this training, from 1
 * @param loss before the update
 * @param rewards before the update, or null where no responses are compared
 * @param gradientNorm Euclidean norm over all trained weights, before clipping
 * @param learningRate rate of the update
 * @param clipped whether the gradient was scaled down
 * @param tokens of all prompts and responses that were read, each as often as it was read
 * @param seconds wall-clock time
 */
public record StepMetrics(
    long step,
    StepLoss loss,
    @Nullable StepRewards rewards,
    double gradientNorm,
    double learningRate,
    boolean clipped,
    long tokens,
    double seconds) {

  /** Checks the components. */
  public StepMetrics {
    Objects.requireNonNull(loss, "loss");
  }
}
