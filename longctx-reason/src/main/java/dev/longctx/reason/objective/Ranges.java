package dev.longctx.reason.objective;

/** What numbers may be. */
final class Ranges {

  private Ranges() {}

  /** The value, unless it is no finite number of at least 0. */
  static double notNegative(String name, double value) {
    return require(value >= 0 && Double.isFinite(value), name, "a finite number from 0", value);
  }

  /** The value, unless the condition fails. */
  static double require(boolean holds, String name, String expected, double found) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": expected " + expected + ", found " + found);
    }
    return found;
  }

  /** A copy of the values, unless one of them is not finite. */
  static double[] finite(String name, double[] values) {
    for (double value : values) {
      require(Double.isFinite(value), name, "finite ones", value);
    }
    return values.clone();
  }
}
