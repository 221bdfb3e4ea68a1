package dev.longctx.reason.objective;

import dev.longctx.reason.internal.policy.Once;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way of group-relative reinforcement: the loss, and the rules that choose groups and shape
 * rewards. Immutable and thread-safe.
 *
 * @param name what reports call it, not blank
 * @param loss the loss of an update
 * @param dynamicSampling how groups without spread are replaced, or null to keep them
 * @param overlongShaping what responses lose for their length, or null for nothing
 */
public record RlAlgorithm(
    String name,
    PolicyLoss loss,
    @Nullable DynamicSampling dynamicSampling,
    @Nullable OverlongShaping overlongShaping) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public RlAlgorithm {
    checkName(name);
    Objects.requireNonNull(loss, "loss");
  }

  private static String checkName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: expected a name, found a blank one");
    }
    return name;
  }

  /**
   * Group-relative policy optimisation (GRPO, arXiv 2402.03300), as QwenLong-L1 trains with it
   * (arXiv 2505.17667, equations 4 and 5): ratios within 0.2, the mean over sequences, without KL.
   *
   * @return the algorithm
   */
  public static RlAlgorithm grpo() {
    PolicyLoss loss = PolicyLoss.builder().aggregation(Aggregation.SEQUENCE_MEAN).build();
    return new RlAlgorithm("GRPO", loss, null, null);
  }

  /**
   * Decoupled clip and dynamic sampling policy optimisation (DAPO, arXiv 2503.14476): ratios from
   * 0.8 to 1.28, the mean over tokens, dynamic sampling, without KL. Overlong shaping depends on
   * the longest response that is sampled, so it is left to the caller.
   *
   * @return the algorithm
   */
  public static RlAlgorithm dapo() {
    PolicyLoss loss = PolicyLoss.builder().clipping(new Clipping(0.2, 0.28)).build();
    return new RlAlgorithm("DAPO", loss, DynamicSampling.qwenLongL1(), null);
  }

  /**
   * The setting of QwenLong-L1's released script: DAPO with ratios within 0.2, the mean over
   * tokens, dynamic sampling, overlong shaping for responses of up to 10,000 tokens, an entropy
   * bonus of 0.001, and a KL divergence that is measured but costs nothing.
   *
   * @return the algorithm; it needs a reference, unless its loss is given without KL
   */
  public static RlAlgorithm qwenLongL1() {
    PolicyLoss loss =
        PolicyLoss.builder()
            .kl(KlPenalty.measured(KlEstimator.LOW_VARIANCE))
            .entropyBonus(0.001)
            .build();
    return new RlAlgorithm(
        "QwenLong-L1", loss, DynamicSampling.qwenLongL1(), OverlongShaping.qwenLongL1());
  }

  /**
   * Settings to put together.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder(null);
  }

  /**
   * Settings to change, each of them once.
   *
   * @return a builder with this algorithm's settings in place of the defaults
   */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private final @Nullable RlAlgorithm base;
    private @Nullable String name;
    private @Nullable PolicyLoss loss;
    private @Nullable List<DynamicSampling> dynamicSampling;
    private @Nullable List<OverlongShaping> overlongShaping;

    private Builder(@Nullable RlAlgorithm base) {
      this.base = base;
    }

    /**
     * Gives what reports call it; needed.
     *
     * @param value not blank
     * @return this builder
     */
    public Builder name(String value) {
      name = Once.give("name", name, checkName(value));
      return this;
    }

    /**
     * Gives the loss of an update; needed.
     *
     * @param value the loss
     * @return this builder
     */
    public Builder loss(PolicyLoss value) {
      loss = Once.give("loss", loss, Objects.requireNonNull(value, "loss"));
      return this;
    }

    /**
     * Gives how groups without spread are replaced; by default they are kept.
     *
     * @param value the rule
     * @return this builder
     */
    public Builder dynamicSampling(DynamicSampling value) {
      dynamicSampling = Once.give("dynamicSampling", dynamicSampling, List.of(value));
      return this;
    }

    /**
     * Keeps groups without spread, where the algorithm that this builder is from replaces them.
     *
     * @return this builder
     */
    public Builder withoutDynamicSampling() {
      dynamicSampling = Once.give("dynamicSampling", dynamicSampling, List.of());
      return this;
    }

    /**
     * Gives what responses lose for their length; nothing by default.
     *
     * @param value the shaping
     * @return this builder
     */
    public Builder overlongShaping(OverlongShaping value) {
      overlongShaping = Once.give("overlongShaping", overlongShaping, List.of(value));
      return this;
    }

    /**
     * Leaves rewards as they are, where the algorithm that this builder is from shapes them.
     *
     * @return this builder
     */
    public Builder withoutOverlongShaping() {
      overlongShaping = Once.give("overlongShaping", overlongShaping, List.of());
      return this;
    }

    /**
     * The algorithm as set so far.
     *
     * @return the algorithm
     * @throws IllegalStateException if name or loss is missing
     */
    public RlAlgorithm build() {
      return new RlAlgorithm(
          needed("name", name, base == null ? null : base.name),
          needed("loss", loss, base == null ? null : base.loss),
          optional(dynamicSampling, base == null ? null : base.dynamicSampling),
          optional(overlongShaping, base == null ? null : base.overlongShaping));
    }

    private static <T> T needed(String name, @Nullable T given, @Nullable T before) {
      if (given != null) {
        return given;
      }
      if (before == null) {
        throw new IllegalStateException(name + ": expected one, found none");
      }
      return before;
    }

    private static <T> @Nullable T optional(@Nullable List<T> given, @Nullable T before) {
      return given == null ? before : given.stream().findFirst().orElse(null);
    }
  }
}
