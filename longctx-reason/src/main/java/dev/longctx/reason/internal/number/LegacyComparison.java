package dev.longctx.reason.internal.number;

import org.jspecify.annotations.Nullable;

/**
 * When two numbers are the same to QwenLong-L1's released reward: within 0.15 %, or a rounding up,
 * or a power of ten apart, whatever their signs.
 */
public final class LegacyComparison {

  private static final double TOLERANCE = 0.0015;

  private LegacyComparison() {}

  /**
   * Compares.
   *
   * @param prediction null equals nothing
   * @param gold null equals nothing
   * @param decimals to which both are rounded up: 3 in training, 2 in evaluation
   */
  public static boolean matches(
      @Nullable LegacyNumber prediction, @Nullable LegacyNumber gold, int decimals) {
    if (prediction == null || gold == null) {
      return false;
    }
    if (gold.truth()) {
      return prediction.value() == gold.value();
    }
    return matches(prediction.value(), gold.value(), decimals);
  }

  private static boolean matches(double prediction, double gold, int decimals) {
    double larger = Math.max(Math.abs(gold), Math.abs(prediction));
    double smaller = Math.min(Math.abs(gold), Math.abs(prediction));
    if (!Double.isFinite(larger)) {
      return false;
    }
    return isPowerOfTenApart(larger, smaller)
        || isRescaled(larger, smaller)
        || roundedUp(larger, decimals) == roundedUp(smaller, decimals)
        || isWithinTolerance(prediction, gold);
  }

  private static boolean isPowerOfTenApart(double larger, double smaller) {
    double apart = StrictMath.log10(larger) - StrictMath.log10(smaller);
    return smaller != 0 && apart == Math.rint(apart);
  }

  private static boolean isRescaled(double larger, double smaller) {
    if (smaller <= larger / 50 && isWithinTolerance(smaller * 100, larger)) {
      return true;
    }
    if (smaller <= larger / 500 && isWithinTolerance(smaller * 1_000, larger)) {
      return true;
    }
    return smaller <= larger / 50_000 && isWithinTolerance(smaller * 100_000, larger);
  }

  private static double roundedUp(double value, int decimals) {
    double factor = Math.pow(10, decimals);
    return Math.ceil(value * factor) / factor;
  }

  private static boolean isWithinTolerance(double prediction, double gold) {
    double tolerance = Math.abs(gold) * TOLERANCE;
    return prediction >= gold - tolerance && prediction <= gold + tolerance;
  }
}
