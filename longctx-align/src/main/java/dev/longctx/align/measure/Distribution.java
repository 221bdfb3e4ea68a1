package dev.longctx.align.measure;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Numbers of which at least one was measured. Immutable. */
public final class Distribution {

  private static final double TAIL = 0.025;

  /** In the order of measurement, so that a bootstrap does not depend on their size. */
  private final double[] values;

  private final double[] sorted;

  /**
   * Numbers in any order.
   *
   * @param values at least one, finite; copied
   * @throws IllegalArgumentException if there is none or one is not finite
   */
  public Distribution(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("values: expected at least one, found none");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("values: expected finite ones, found " + value);
      }
    }
    this.values = values.clone();
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /**
   * How many there are.
   *
   * @return at least 1
   */
  public int size() {
    return values.length;
  }

  /**
   * Their mean.
   *
   * @return sum by number
   */
  public double mean() {
    return Arrays.stream(values).average().orElseThrow();
  }

  /**
   * Their median.
   *
   * @return the middle one, or the mean of the two in the middle
   */
  public double median() {
    return quantile(0.5);
  }

  /**
   * A quantile, interpolated linearly between neighbours (Hyndman and Fan, 1996, type 7).
   *
   * @param share from 0, the least, to 1, the greatest
   * @return the quantile
   */
  public double quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share: expected from 0 to 1, found " + share);
    }
    return quantile(sorted, share);
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /**
   * The share of those whose absolute value is at most a tolerance.
   *
   * @param tolerance from 0
   * @return from 0 to 1
   */
  public double shareWithin(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance: expected from 0, found " + tolerance);
    }
    return (double) Arrays.stream(values).filter(v -> Math.abs(v) <= tolerance).count()
        / values.length;
  }

  /**
   * The 95 % percentile interval of the mean (Efron and Tibshirani, An Introduction to the
   * Bootstrap, chapter 13). Of differences between two rewards of the same example, it is the
   * paired one.
   *
   * @param resamples how many times the numbers are drawn anew, at least 1
   * @param seed the same seed gives the same interval
   * @return the interval
   */
  public Interval meanInterval(int resamples, long seed) {
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples: expected at least 1, found " + resamples);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      double sum = 0;
      for (int j = 0; j < values.length; j++) {
        sum += values[random.nextInt(values.length)];
      }
      means[i] = sum / values.length;
    }
    Arrays.sort(means);
    return new Interval(quantile(means, TAIL), quantile(means, 1 - TAIL));
  }

  @Override
  public String toString() {
    return "Distribution[%d values, mean %s, median %s]".formatted(size(), mean(), median());
  }

  /**
   * A range that a mean lies in.
   *
   * @param low lower end
   * @param high upper end
   */
  public record Interval(double low, double high) {}
}
