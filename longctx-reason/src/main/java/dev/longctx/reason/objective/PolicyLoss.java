package dev.longctx.reason.objective;

import dev.longctx.reason.internal.policy.Once;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The clipped policy loss of PPO, GRPO (arXiv 2402.03300, equation 3) and DAPO (arXiv 2503.14476,
 * equation 8), as in QwenLong-L1 (arXiv 2505.17667, equations 4 to 8). With {@code A} the advantage
 * and {@code rho} the probability of a token by that under the policy that sampled it, a token's
 * loss is
 *
 * <pre>max(-A * rho, -A * clip(rho)) + coefficient * KL - entropyBonus * entropy</pre>
 *
 * <p>The logarithm of {@code rho} is kept within 20 either way, beyond which it has no gradient.
 * Immutable and thread-safe.
 *
 * @param clipping bounds of the ratio
 * @param aggregation how tokens of an update become one number; its weights are given to {@link
 *     #of}
 * @param kl what moving away from a reference costs, or null where there is no reference
 * @param entropyBonus what a nat of entropy earns, from 0
 */
public record PolicyLoss(
    Clipping clipping, Aggregation aggregation, @Nullable KlPenalty kl, double entropyBonus) {

  private static final Clipping CLIPPING = Clipping.symmetric(0.2);

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the bonus is outside its range
   */
  public PolicyLoss {
    Objects.requireNonNull(clipping, "clipping");
    Objects.requireNonNull(aggregation, "aggregation");
    Ranges.notNegative("entropyBonus", entropyBonus);
  }

  /**
   * Settings to put together.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder(new PolicyLoss(CLIPPING, Aggregation.TOKEN_MEAN, null, 0));
  }

  /**
   * Settings to change, each of them once.
   *
   * @return a builder with this loss's settings in place of the defaults
   */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Whether {@link #of} reads log-probabilities under a reference.
   *
   * @return true where the divergence from it is penalised or measured
   */
  public boolean needsReference() {
    return kl != null;
  }

  /**
   * Whether {@link #of} reads entropies.
   *
   * @return true where entropy has a bonus
   */
  public boolean needsEntropies() {
    return entropyBonus > 0;
  }

  /**
   * The part of a response in the loss of its update.
   *
   * @param tokens the response, with references and entropies where they are needed
   * @param tokenWeight from {@link Aggregation#tokenWeights} of the whole update
   * @return loss, gradient and measures
   * @throws IllegalArgumentException if references or entropies are needed and missing, or the
   *     weight is negative or not finite
   */
  public TokenLoss of(SampledTokens tokens, double tokenWeight) {
    Ranges.notNegative("tokenWeight", tokenWeight);
    LossSum sum = new LossSum(tokens);
    sum.addSurrogate(clipping);
    if (kl != null) {
      sum.addKl(kl);
    }
    if (tokens.entropies() != null || needsEntropies()) {
      sum.addEntropy(entropyBonus);
    }
    return sum.weighted(tokenWeight);
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private final PolicyLoss base;
    private @Nullable Clipping clipping;
    private @Nullable Aggregation aggregation;
    private @Nullable List<KlPenalty> kl;
    private @Nullable Double entropyBonus;

    private Builder(PolicyLoss base) {
      this.base = base;
    }

    /**
     * Gives the bounds of the ratio; 0.2 either way by default.
     *
     * @param value the bounds
     * @return this builder
     */
    public Builder clipping(Clipping value) {
      clipping = Once.give("clipping", clipping, Objects.requireNonNull(value, "clipping"));
      return this;
    }

    /**
     * Gives how tokens of an update become one number; by their mean by default.
     *
     * @param value the aggregation
     * @return this builder
     */
    public Builder aggregation(Aggregation value) {
      aggregation =
          Once.give("aggregation", aggregation, Objects.requireNonNull(value, "aggregation"));
      return this;
    }

    /**
     * Gives what moving away from a reference costs; nothing by default, without a reference.
     *
     * @param value the penalty
     * @return this builder
     */
    public Builder kl(KlPenalty value) {
      kl = Once.give("kl", kl, List.of(value));
      return this;
    }

    /**
     * Takes the reference out, where the loss that this builder is from has one.
     *
     * @return this builder
     */
    public Builder withoutKl() {
      kl = Once.give("kl", kl, List.of());
      return this;
    }

    /**
     * Gives what a nat of entropy earns; 0 by default.
     *
     * @param value from 0
     * @return this builder
     */
    public Builder entropyBonus(double value) {
      entropyBonus =
          Once.give("entropyBonus", entropyBonus, Ranges.notNegative("entropyBonus", value));
      return this;
    }

    /**
     * The loss as set so far.
     *
     * @return the loss
     */
    public PolicyLoss build() {
      return new PolicyLoss(
          Once.or(clipping, base.clipping),
          Once.or(aggregation, base.aggregation),
          kl == null ? base.kl : kl.stream().findFirst().orElse(null),
          Once.or(entropyBonus, base.entropyBonus));
    }
  }
}
