package dev.longctx.align.objective;

import dev.longctx.align.internal.Once;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Short-to-long preference optimization (SoLoPO, section 3): a preference objective under the short
 * context, plus the weighted distance between a response's rewards under the short and under the
 * long context. Immutable and thread-safe.
 *
 * <p>Where both contexts are the same, the loss is the objective's own. The reward carries the
 * objective's scale, so the weight should be tuned again when that changes.
 */
public final class ShortToLong {

  private static final double WEIGHT = 1;

  private final PreferenceObjective objective;
  private final double weight;
  private final AlignedResponses aligned;
  private final RewardDistance distance;
  private final boolean detachShort;
  private final LongReference longReference;

  private ShortToLong(Builder builder) {
    objective = Once.needed("objective", builder.objective);
    weight = Once.or(builder.alignmentWeight, WEIGHT);
    aligned = Once.or(builder.aligned, AlignedResponses.CHOSEN);
    distance = Once.or(builder.distance, RewardDistance.L1);
    detachShort = Once.or(builder.detachShort, false);
    longReference = Once.or(builder.longReference, LongReference.LONG);
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
   * What results and messages call it.
   *
   * @return a short name such as {@code SoLo-DPO}
   */
  public String name() {
    return "SoLo-" + objective.name();
  }

  /**
   * The preference objective.
   *
   * @return as it was given
   */
  public PreferenceObjective objective() {
    return objective;
  }

  /**
   * Whether the loss reads the rejected response under the long context.
   *
   * @return false where only chosen responses are aligned
   */
  public boolean readsLongRejected() {
    return aligned == AlignedResponses.BOTH;
  }

  /**
   * Whether scores under the long context must hold the log-probability under a reference.
   *
   * @return false where the objective has none, or that of the short context is taken
   */
  public boolean needsLongReference() {
    return objective.needsReference() && longReference == LongReference.LONG;
  }

  /**
   * The loss of one triple. A response has the same tokens under both contexts.
   *
   * @param shortChosen the better response under the short context
   * @param shortRejected the worse response under the short context
   * @param longChosen the better response under the long context
   * @param longRejected the worse response under the long context, or null; not read unless {@link
   *     #readsLongRejected()}
   * @return loss, derivatives and rewards
   * @throws IllegalArgumentException if a score or reference that is needed is missing, or a
   *     response differs in length between the contexts
   */
  public TripleLoss loss(
      ResponseScore shortChosen,
      ResponseScore shortRejected,
      ResponseScore longChosen,
      @Nullable ResponseScore longRejected) {
    PairLoss pair = objective.loss(shortChosen, shortRejected);
    Term chosen = term("longChosen", shortChosen, longChosen);
    Term rejected =
        readsLongRejected() ? term("longRejected", shortRejected, longRejected) : Term.NONE;
    double apart = chosen.distance + rejected.distance;
    return new TripleLoss(
        pair.value() + weight * apart,
        pair.value(),
        apart,
        pair.chosenSlope() + weight * chosen.shortSlope,
        pair.rejectedSlope() + weight * rejected.shortSlope,
        weight * chosen.longSlope,
        weight * rejected.longSlope,
        pair.chosenReward(),
        pair.rejectedReward(),
        chosen.longReward);
  }

  private Term term(String name, ResponseScore inShort, @Nullable ResponseScore inLong) {
    if (inLong == null) {
      throw new IllegalArgumentException(name + ": expected a score, found none");
    }
    if (inLong.size() != inShort.size()) {
      throw new IllegalArgumentException(
          "%s: expected %d tokens as under the short context, found %d"
              .formatted(name, inShort.size(), inLong.size()));
    }
    Reward near = objective.reward(inShort);
    Reward far = objective.reward(referred(inShort, inLong));
    double difference = near.value() - far.value();
    double slope = distance.slope(difference);
    return new Term(
        distance.value(difference),
        detachShort ? 0 : slope * near.slope(),
        -slope * far.slope(),
        far.value());
  }

  private ResponseScore referred(ResponseScore inShort, ResponseScore inLong) {
    return longReference == LongReference.SHORT
        ? new ResponseScore(inLong.logProbs(), inShort.reference())
        : inLong;
  }

  @Override
  public String toString() {
    return name()
        + "[objective=%s, alignmentWeight=%s, aligned=%s".formatted(objective, weight, aligned)
        + ", distance=%s, detachShort=%s".formatted(distance, detachShort)
        + ", longReference=%s]".formatted(longReference);
  }

  private record Term(double distance, double shortSlope, double longSlope, double longReward) {
    static final Term NONE = new Term(0, 0, 0, 0);
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private @Nullable PreferenceObjective objective;
    private @Nullable Double alignmentWeight;
    private @Nullable AlignedResponses aligned;
    private @Nullable RewardDistance distance;
    private @Nullable Boolean detachShort;
    private @Nullable LongReference longReference;

    private Builder() {}

    /**
     * Gives the preference objective under the short context; needed.
     *
     * @param value the objective
     * @return this builder
     */
    public Builder objective(PreferenceObjective value) {
      objective = Once.give("objective", objective, Objects.requireNonNull(value, "objective"));
      return this;
    }

    /**
     * Gives the weight of the distance of rewards, the paper's alpha; 1 by default. A start for DPO
     * is 3, for SimPO and ORPO 1.
     *
     * @param value from 0
     * @return this builder
     */
    public Builder alignmentWeight(double value) {
      alignmentWeight =
          Once.give("alignmentWeight", alignmentWeight, Once.notNegative("alignmentWeight", value));
      return this;
    }

    /**
     * Gives which responses are aligned; the chosen ones by default.
     *
     * @param value chosen ones or both
     * @return this builder
     */
    public Builder aligned(AlignedResponses value) {
      aligned = Once.give("aligned", aligned, Objects.requireNonNull(value, "aligned"));
      return this;
    }

    /**
     * Gives how distance is measured; by the absolute difference by default.
     *
     * @param value the distance
     * @return this builder
     */
    public Builder distance(RewardDistance value) {
      distance = Once.give("distance", distance, Objects.requireNonNull(value, "distance"));
      return this;
    }

    /**
     * Gives whether the distance moves only the rewards under the long context. By default, it
     * moves both.
     *
     * @param value true to take rewards under the short context as constants in it
     * @return this builder
     */
    public Builder detachShort(boolean value) {
      detachShort = Once.give("detachShort", detachShort, value);
      return this;
    }

    /**
     * Gives what responses under the long context are compared with, for objectives with a
     * reference; the reference under the long context by default.
     *
     * @param value the context of the reference
     * @return this builder
     */
    public Builder longReference(LongReference value) {
      longReference =
          Once.give("longReference", longReference, Objects.requireNonNull(value, "longReference"));
      return this;
    }

    /**
     * The loss as set so far.
     *
     * @return the loss
     * @throws IllegalStateException if the objective is missing
     */
    public ShortToLong build() {
      return new ShortToLong(this);
    }
  }
}
