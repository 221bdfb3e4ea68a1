package dev.longctx.train.internal.init;

import dev.longctx.api.training.Weights;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Weights that are made as they are read: each follows from the seed and its name. */
abstract class MadeWeights implements Weights {

  private final Map<String, long[]> shapes;
  private final long seed;

  MadeWeights(Map<String, long[]> shapes, long seed) {
    this.shapes = shapes;
    this.seed = seed;
  }

  @Override
  public final Set<String> names() {
    return Set.copyOf(shapes.keySet());
  }

  @Override
  public final long[] shape(String name) {
    return known(name).clone();
  }

  @Override
  public final void read(String name, FloatBuffer target) {
    fill(name, known(name), new Random(seed * 31 + name.hashCode()), target);
  }

  abstract void fill(String name, long[] shape, Random random, FloatBuffer target);

  private long[] known(String name) {
    long[] shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("expected a tensor's name, found " + name);
    }
    return shape;
  }
}
