package dev.longctx.reason.internal.random;

/** SplitMix64 (Steele, Lea and Flood, 2014), the same on every runtime. Not thread-safe. */
public final class Draws {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** Draws that begin with a seed. */
  public Draws(long seed) {
    state = seed;
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
}
