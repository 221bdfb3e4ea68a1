package dev.longctx.train.internal.init;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Low-rank adapters at the start: A uniform within one by the root of its columns, B zeros, so that
 * the model is as without them. Immutable.
 */
public final class AdapterWeights extends MadeWeights {

  private static final String DOWN = ".lora_A.weight";
  private static final String UP = ".lora_B.weight";
  private static final String WEIGHT = ".weight";

  /**
   * Adapters.
   *
   * @param shapes sizes by name, from {@link #shapes(Map, Set, int)}
   * @param seed of all randomness
   */
  public AdapterWeights(Map<String, long[]> shapes, long seed) {
    super(shapes, seed);
  }

  /**
   * The sizes of a decoder's adapters.
   *
   * @param decoder sizes of its weights
   * @param modules last names of layers that have one
   * @param rank rows of A
   * @return sizes by name
   */
  public static Map<String, long[]> shapes(
      Map<String, long[]> decoder, Set<String> modules, int rank) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    decoder.forEach(
        (name, shape) -> {
          String layer = name.substring(0, Math.max(0, name.length() - WEIGHT.length()));
          String last = layer.substring(layer.lastIndexOf('.') + 1);
          if (name.endsWith(WEIGHT) && modules.contains(last)) {
            shapes.put(layer + DOWN, new long[] {rank, shape[1]});
            shapes.put(layer + UP, new long[] {shape[0], rank});
          }
        });
    return shapes;
  }

  @Override
  void fill(String name, long[] shape, Random random, FloatBuffer target) {
    boolean down = name.endsWith(DOWN);
    double bound = 1 / Math.sqrt((double) shape[1]);
    while (target.hasRemaining()) {
      target.put(down ? (float) ((2 * random.nextDouble() - 1) * bound) : 0);
    }
  }
}
