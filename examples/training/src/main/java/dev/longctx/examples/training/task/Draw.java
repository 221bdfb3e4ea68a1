package dev.longctx.examples.training.task;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws that are the same for the same seed on every machine. Not thread-safe. */
public final class Draw {

  private final SplittableRandom random;

  /** Draws of a seed. */
  public Draw(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A whole number from the first to the last, both included. */
  public int between(int first, int last) {
    return random.nextInt(first, last + 1);
  }

  /** Whether something of a probability happens. */
  public boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** One of some. */
  public <T> T one(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** So many of some, in random order. */
  public <T> List<T> several(int count, List<T> some) {
    List<T> shuffled = new ArrayList<>(some);
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, shuffled.size());
      T chosen = shuffled.set(other, shuffled.get(i));
      shuffled.set(i, chosen);
    }
    return shuffled.subList(0, count);
  }

  /** All of some, in random order. */
  public <T> List<T> shuffled(List<T> some) {
    return several(some.size(), some);
  }
}
