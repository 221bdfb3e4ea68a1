package dev.longctx.examples.training.align;

import dev.longctx.align.TrainingBuilder;
import dev.longctx.align.TrainingListener;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.LearningRate;
import dev.longctx.api.training.TrainablePolicy;
import java.nio.file.Path;

/**
 * How a policy is trained, whatever the loss.
 *
 * @param policy is trained
 * @param steps how many updates
 * @param seed of the order of examples
 * @param checkpoints where a training that was killed goes on
 * @param listener follows
 */
record TrainingPlan(
    TrainablePolicy policy, int steps, long seed, Path checkpoints, TrainingListener listener) {

  private static final int BATCH = 8;
  private static final int STEPS_A_CHECKPOINT = 10;
  private static final double PEAK = 1e-3;

  /** What is the same for all arms. */
  static String settings() {
    return "batch %d, peak rate %s".formatted(BATCH, PEAK);
  }

  <B extends TrainingBuilder<B>> B on(B training) {
    LearningRate rate = LearningRate.cosine(PEAK, PEAK / 10, steps).warmUp(Math.max(1, steps / 10));
    return training
        .policy(policy)
        .optimizer(AdamW.builder().learningRate(rate).beta2(0.95).maxGradientNorm(1).build())
        .batch(BATCH)
        .steps(steps)
        .seed(seed)
        .checkpoints(checkpoints, STEPS_A_CHECKPOINT)
        .listener(listener);
  }
}
