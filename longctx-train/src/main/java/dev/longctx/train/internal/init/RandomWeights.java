package dev.longctx.train.internal.init;

import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;

/** Normally distributed matrices, norms of ones, biases of zeros. Immutable. */
public final class RandomWeights extends MadeWeights {

  private final double range;

  /**
   * Random weights.
   *
   * @param shapes sizes by name
   * @param seed of all randomness
   * @param range standard deviation of matrices
   */
  public RandomWeights(Map<String, long[]> shapes, long seed, double range) {
    super(shapes, seed);
    this.range = range;
  }

  @Override
  void fill(String name, long[] shape, Random random, FloatBuffer target) {
    boolean matrix = shape.length > 1;
    float constant = name.endsWith("norm.weight") ? 1 : 0;
    while (target.hasRemaining()) {
      target.put(matrix ? (float) (random.nextGaussian() * range) : constant);
    }
  }
}
