package dev.longctx.runs.random;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SplitMix64 (Steele, Lea and Flood, 2014). Not thread-safe. */
public final class Draws {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** Draws that begin with a seed. */
  public Draws(long seed) {
    state = seed;
  }

  /** Draws for something that has a name and a purpose, whatever else is drawn. */
  public static Draws of(long seed, String name, String purpose) {
    return of(seed, purpose + '\0' + name);
  }

  /** Draws for something that has a name, whatever else is drawn. */
  public static Draws of(long seed, String name) {
    long hash = mix(seed + GAMMA);
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash + GAMMA + name.charAt(i));
    }
    return new Draws(hash);
  }

  /** Draws for one of a numbered sequence. */
  public static Draws of(long seed, long number) {
    return new Draws(mix(mix(seed + GAMMA) + GAMMA + number));
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Any number. */
  public long next() {
    state += GAMMA;
    return mix(state);
  }

  /** Above 0 and below 1. */
  public double open() {
    return ((next() >>> 12) + 0.5) * 0x1p-52;
  }

  /** From 0 to below the bound, whose share of 2^64 is too small to matter. */
  public int below(int bound) {
    return (int) Math.floorMod(next() >>> 1, (long) bound);
  }

  /** One element of a list. */
  public <T> T oneOf(List<T> list) {
    return list.get(below(list.size()));
  }

  /** Brings a list into a random order (Fisher and Yates). */
  public <T> void shuffle(List<T> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      int j = below(i + 1);
      T other = list.get(j);
      list.set(j, list.get(i));
      list.set(i, other);
    }
  }

  /** The numbers below a size in a random order. */
  public int[] permutation(int size) {
    Order order = order(size);
    int[] permutation = new int[size];
    for (int i = 0; i < size; i++) {
      permutation[i] = order.next();
    }
    return permutation;
  }

  /** The same numbers one by one, in memory that grows only with those that were asked for. */
  public Order order(int size) {
    return new Order(this, size);
  }

  /** A random order of the numbers below a size that is found as far as it is asked for. */
  public static final class Order {

    private final Draws draws;
    private final int size;
    private final Map<Integer, Integer> moved = new HashMap<>();
    private int given;

    private Order(Draws draws, int size) {
      this.draws = draws;
      this.size = size;
    }

    /** Whether there is another number. */
    public boolean hasNext() {
      return given < size;
    }

    /** The next number. */
    public int next() {
      int at = given + draws.below(size - given);
      int number = moved.getOrDefault(at, at);
      moved.put(at, moved.getOrDefault(given, given));
      moved.remove(given);
      given++;
      return number;
    }
  }
}
