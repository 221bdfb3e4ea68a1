package dev.longctx.align.objective;

import dev.longctx.align.internal.Once;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kahneman-Tversky optimization (Ethayarajh et al., 2024, section 4): learning from single
 * responses that are known to be desirable or undesirable. Each is compared with a baseline, which
 * estimates how far the policy is from the reference, and is taken as a constant. Immutable and
 * thread-safe.
 *
 * @param beta how fast gains and losses saturate, above 0
 * @param desirableWeight weight of desirable responses, from 0
 * @param undesirableWeight weight of undesirable responses, from 0
 */
public record Kto(double beta, double desirableWeight, double undesirableWeight) {

  private static final double BETA = 0.1;
  private static final double WEIGHT = 1;

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Kto {
    Once.positive("beta", beta);
    Once.notNegative("desirableWeight", desirableWeight);
    Once.notNegative("undesirableWeight", undesirableWeight);
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
   * The baseline of a batch: the mean log-probability over that of the reference, of responses
   * under prompts that they do not belong to, and at least 0.
   *
   * @param mismatched responses under other examples' prompts, at least one, with references
   * @return the paper's z0
   * @throws IllegalArgumentException if there is none or a reference is missing
   */
  public double baseline(List<ResponseScore> mismatched) {
    if (mismatched.isEmpty()) {
      throw new IllegalArgumentException("mismatched: expected at least one score, found none");
    }
    double mean = mismatched.stream().mapToDouble(LogRatio::of).average().orElseThrow();
    return Math.max(0, mean);
  }

  /**
   * The loss of a response that the policy should give.
   *
   * @param score the response under its own prompt, with a reference
   * @param baseline from {@link #baseline(List)}
   * @return its loss, from 0 to the weight
   * @throws IllegalArgumentException if the reference is missing
   */
  public ResponseLoss desirable(ResponseScore score, double baseline) {
    return loss(beta * (LogRatio.of(score) - baseline), beta, desirableWeight);
  }

  /**
   * The loss of a response that the policy should not give.
   *
   * @param score the response under its own prompt, with a reference
   * @param baseline from {@link #baseline(List)}
   * @return its loss, from 0 to the weight
   * @throws IllegalArgumentException if the reference is missing
   */
  public ResponseLoss undesirable(ResponseScore score, double baseline) {
    return loss(beta * (baseline - LogRatio.of(score)), -beta, undesirableWeight);
  }

  private static ResponseLoss loss(double gain, double gainSlope, double weight) {
    double missing = Logistic.sigmoid(-gain);
    return new ResponseLoss(
        weight * missing, -weight * missing * Logistic.sigmoid(gain) * gainSlope);
  }

  /** Collects settings, each of which may be given once. Not thread-safe. */
  public static final class Builder {

    private @Nullable Double beta;
    private @Nullable Double desirableWeight;
    private @Nullable Double undesirableWeight;

    private Builder() {}

    /**
     * Gives how fast gains and losses saturate; 0.1 by default, as in common trainers.
     *
     * @param value above 0
     * @return this builder
     */
    public Builder beta(double value) {
      beta = Once.give("beta", beta, Once.positive("beta", value));
      return this;
    }

    /**
     * Gives the weight of desirable responses; 1 by default.
     *
     * @param value from 0
     * @return this builder
     */
    public Builder desirableWeight(double value) {
      desirableWeight =
          Once.give("desirableWeight", desirableWeight, Once.notNegative("desirableWeight", value));
      return this;
    }

    /**
     * Gives the weight of undesirable responses; 1 by default.
     *
     * @param value from 0
     * @return this builder
     */
    public Builder undesirableWeight(double value) {
      undesirableWeight =
          Once.give(
              "undesirableWeight", undesirableWeight, Once.notNegative("undesirableWeight", value));
      return this;
    }

    /**
     * The objective as set so far.
     *
     * @return the objective
     */
    public Kto build() {
      return new Kto(
          Once.or(beta, BETA),
          Once.or(desirableWeight, WEIGHT),
          Once.or(undesirableWeight, WEIGHT));
    }
  }
}
