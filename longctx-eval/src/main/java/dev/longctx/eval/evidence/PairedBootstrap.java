package dev.longctx.eval.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Percentile intervals of the mean difference between two methods on the same questions (Efron and
 * Tibshirani, An Introduction to the Bootstrap, chapter 13).
 *
 * @param resamples how many times the questions are drawn anew
 * @param seed the same seed gives the same interval
 */
public record PairedBootstrap(int resamples, long seed) {

  private static final double LEVEL = 0.95;

  /** Checks the components. */
  public PairedBootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples: expected at least 1, found " + resamples);
    }
  }

  /**
   * A mean difference with its 95 % interval.
   *
   * @param difference mean of first minus second
   * @param low lower end
   * @param high upper end
   * @param questions how many questions had both values
   */
  public record Interval(double difference, double low, double high, int questions) {}

  /**
   * Compares two methods.
   *
   * @param first one value a question, null where it has none
   * @param second of the same questions, in the same order
   * @return the interval; null where no question has both values
   * @throws IllegalArgumentException if the lists differ in size
   */
  public @Nullable Interval compare(List<@Nullable Double> first, List<@Nullable Double> second) {
    if (first.size() != second.size()) {
      throw new IllegalArgumentException(
          "expected as many values of both methods, found %d and %d"
              .formatted(first.size(), second.size()));
    }
    double[] differences = differences(first, second);
    if (differences.length == 0) {
      return null;
    }
    double[] means = new double[resamples];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < resamples; i++) {
      double sum = 0;
      for (int j = 0; j < differences.length; j++) {
        sum += differences[random.nextInt(differences.length)];
      }
      means[i] = sum / differences.length;
    }
    Arrays.sort(means);
    double mean = Arrays.stream(differences).average().orElseThrow();
    double tail = (1 - LEVEL) / 2;
    return new Interval(mean, at(means, tail), at(means, 1 - tail), differences.length);
  }

  private static double[] differences(List<@Nullable Double> first, List<@Nullable Double> second) {
    double[] differences = new double[first.size()];
    int size = 0;
    for (int i = 0; i < first.size(); i++) {
      Double a = first.get(i);
      Double b = second.get(i);
      if (a != null && b != null) {
        differences[size++] = a - b;
      }
    }
    return Arrays.copyOf(differences, size);
  }

  private static double at(double[] sorted, double quantile) {
    return sorted[(int) Math.round(quantile * (sorted.length - 1))];
  }
}
