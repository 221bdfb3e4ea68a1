package dev.longctx.api.training;

import dev.longctx.api.internal.Once;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2), bias-corrected, with
 * epsilon outside of the root, as PyTorch computes it. Immutable and thread-safe.
 *
 * @param learningRate rate by step
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon added to the root of the second moment
 * @param weightDecay what weights of two and more dimensions lose each step, times the rate;
 *     vectors such as biases and norms lose nothing
 * @param maxGradientNorm a longer gradient is scaled down to this; infinite to leave it
 */
public record AdamW(
    LearningRate learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double maxGradientNorm) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public AdamW {
    Objects.requireNonNull(learningRate, "learningRate");
    checkBeta("beta1", beta1);
    checkBeta("beta2", beta2);
    checkEpsilon(epsilon);
    checkWeightDecay(weightDecay);
    checkMaxGradientNorm(maxGradientNorm);
  }

  private static double checkBeta(String name, double value) {
    return require(value >= 0 && value < 1, name, "0 to below 1", value);
  }

  private static double checkEpsilon(double value) {
    return require(value > 0 && value < 1, "epsilon", "above 0, below 1", value);
  }

  private static double checkWeightDecay(double value) {
    return require(value >= 0 && value <= 10, "weightDecay", "0 to 10", value);
  }

  private static double checkMaxGradientNorm(double value) {
    return require(value > 0, "maxGradientNorm", "above 0", value);
  }

  private static double require(boolean holds, String name, String expected, double found) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": expected " + expected + ", found " + found);
    }
    return found;
  }

  /**
   * Settings to put together.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private @Nullable LearningRate learningRate;
    private @Nullable Double beta1;
    private @Nullable Double beta2;
    private @Nullable Double epsilon;
    private @Nullable Double weightDecay;
    private @Nullable Double maxGradientNorm;

    private Builder() {}

    /**
     * Gives the learning rate; needed.
     *
     * @param value rate by step
     * @return this builder
     */
    public Builder learningRate(LearningRate value) {
      learningRate =
          Once.give("learningRate", learningRate, Objects.requireNonNull(value, "learningRate"));
      return this;
    }

    /**
     * Gives a learning rate that stays; needed, unless a schedule is given.
     *
     * @param value above 0
     * @return this builder
     */
    public Builder learningRate(double value) {
      return learningRate(LearningRate.constant(value));
    }

    /**
     * Gives the decay of the first moment; 0.9 by default.
     *
     * @param value from 0 to below 1
     * @return this builder
     */
    public Builder beta1(double value) {
      beta1 = Once.give("beta1", beta1, checkBeta("beta1", value));
      return this;
    }

    /**
     * Gives the decay of the second moment; 0.999 by default.
     *
     * @param value from 0 to below 1
     * @return this builder
     */
    public Builder beta2(double value) {
      beta2 = Once.give("beta2", beta2, checkBeta("beta2", value));
      return this;
    }

    /**
     * Gives what is added to the root of the second moment; 1e-8 by default.
     *
     * @param value above 0, below 1
     * @return this builder
     */
    public Builder epsilon(double value) {
      epsilon = Once.give("epsilon", epsilon, checkEpsilon(value));
      return this;
    }

    /**
     * Gives the decay of weights; 0, none, by default.
     *
     * @param value from 0 to 10
     * @return this builder
     */
    public Builder weightDecay(double value) {
      weightDecay = Once.give("weightDecay", weightDecay, checkWeightDecay(value));
      return this;
    }

    /**
     * Gives the longest gradient that is used as it is; 1 by default.
     *
     * @param value above 0, infinite to leave all as they are
     * @return this builder
     */
    public Builder maxGradientNorm(double value) {
      maxGradientNorm = Once.give("maxGradientNorm", maxGradientNorm, checkMaxGradientNorm(value));
      return this;
    }

    /**
     * The settings as given so far.
     *
     * @return the optimiser
     * @throws IllegalStateException if the learning rate is missing
     */
    public AdamW build() {
      LearningRate rate = learningRate;
      if (rate == null) {
        throw new IllegalStateException("learningRate: expected one, found none");
      }
      return new AdamW(
          rate,
          Once.or(beta1, 0.9),
          Once.or(beta2, 0.999),
          Once.or(epsilon, 1e-8),
          Once.or(weightDecay, 0.0),
          Once.or(maxGradientNorm, 1.0));
    }
  }
}
