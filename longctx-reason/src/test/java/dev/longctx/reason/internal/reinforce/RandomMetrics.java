package dev.longctx.reason.internal.reinforce;

import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.reinforce.BucketResult;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.reason.reinforce.RolloutMetrics;
import dev.longctx.reason.reinforce.UpdateMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Metrics of any value that a component can have. */
final class RandomMetrics {

  private final Random random;

  RandomMetrics(long seed) {
    random = new Random(seed);
  }

  RlStep step() {
    return new RlStep(1 + (random.nextLong() >>> 2), count() + 1, rollouts(), updates());
  }

  private RolloutMetrics rollouts() {
    return new RolloutMetrics(
        count(),
        count(),
        count(),
        count(),
        count(),
        count(),
        real(),
        real(),
        real(),
        real(),
        real(),
        real(),
        random.nextLong() >>> 1,
        random.nextLong() >>> 1,
        real());
  }

  private UpdateMetrics updates() {
    return new UpdateMetrics(
        count(),
        real(),
        real(),
        real(),
        real(),
        real(),
        real(),
        real(),
        real(),
        random.nextLong() >>> 1,
        real());
  }

  RlEvaluation evaluation() {
    List<BucketResult> buckets = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      int above = random.nextInt(100_000);
      Map<Integer, Double> passes = new TreeMap<>();
      for (int k = random.nextInt(5); k > 0; k--) {
        passes.put(1 + random.nextInt(64), real());
      }
      buckets.add(
          new BucketResult(
              new LengthBucket(above, above + 1 + count() / 2),
              count(),
              count(),
              real(),
              passes,
              real(),
              count()));
    }
    return new RlEvaluation(random.nextLong() >>> 1, count() + 1, buckets);
  }

  private int count() {
    return random.nextInt(Integer.MAX_VALUE);
  }

  /** Any bits, and more often than that what is not finite, zero, or near 1. */
  private double real() {
    return switch (random.nextInt(8)) {
      case 0 -> Double.NaN;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> Double.POSITIVE_INFINITY;
      case 3 -> -0.0;
      case 4 -> Double.MIN_VALUE * random.nextInt(3);
      case 5, 6 -> random.nextGaussian();
      default -> canonical(Double.longBitsToDouble(random.nextLong()));
    };
  }

  private static double canonical(double value) {
    return Double.isNaN(value) ? Double.NaN : value;
  }
}
