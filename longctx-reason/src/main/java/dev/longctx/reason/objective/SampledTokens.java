package dev.longctx.reason.objective;

import org.jspecify.annotations.Nullable;

/**
 * The tokens of one sampled response, as the policy loss sees them. Immutable: arrays are copied in
 * and out, one element a token, all finite.
 *
 * @param logProbs log-probability of each token under the policy that is trained
 * @param behaviour log-probability under the policy that sampled it
 * @param reference log-probability under the reference, or null where there is none
 * @param entropies entropy of the policy's distribution at each token, in nats, or null where they
 *     were not computed
 * @param advantage of the whole response, from {@link GroupAdvantage}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SampledTokens(
    double[] logProbs,
    double[] behaviour,
    double @Nullable [] reference,
    double @Nullable [] entropies,
    double advantage) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if lengths differ or a number is not finite
   */
  public SampledTokens {
    int size = logProbs.length;
    logProbs = checked("logProbs", logProbs, size);
    behaviour = checked("behaviour", behaviour, size);
    reference = reference == null ? null : checked("reference", reference, size);
    entropies = entropies == null ? null : checked("entropies", entropies, size);
    Ranges.require(Double.isFinite(advantage), "advantage", "a finite number", advantage);
  }

  private static double[] checked(String name, double[] values, int size) {
    if (values.length != size) {
      throw new IllegalArgumentException(
          "%s: expected %d, one a token, found %d".formatted(name, size, values.length));
    }
    return Ranges.finite(name, values);
  }

  @Override
  public double[] logProbs() {
    return logProbs.clone();
  }

  @Override
  public double[] behaviour() {
    return behaviour.clone();
  }

  @Override
  public double @Nullable [] reference() {
    return reference == null ? null : reference.clone();
  }

  @Override
  public double @Nullable [] entropies() {
    return entropies == null ? null : entropies.clone();
  }

  /**
   * The number of tokens.
   *
   * @return 0 or more
   */
  public int size() {
    return logProbs.length;
  }
}
