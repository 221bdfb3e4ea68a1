package dev.longctx.reason.internal.reinforce;

/** Seeds that follow from what they are for, so that a continued run draws as one in a piece. */
public final class Seeds {

  /** Odd, from the golden ratio: neighbouring numbers end up far apart. */
  private static final long STRIDE = 0x9e3779b97f4a7c15L;

  private Seeds() {}

  /** Mixes a run's seed with what it is used for. */
  public static long of(long seed, Purpose purpose, long... path) {
    long mixed = mix(seed + STRIDE * (purpose.ordinal() + 1));
    for (long part : path) {
      mixed = mix(mixed + STRIDE * (part + 1));
    }
    return mixed;
  }

  /** The last steps of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** What is drawn. */
  public enum Purpose {
    /** The order of problems. */
    ORDER,
    /** Responses to train on. */
    TRAINING,
    /** Responses that tell how hard a problem is. */
    DIFFICULTY,
    /** Problems of earlier phases. */
    RETROSPECTION,
    /** Responses to evaluate. */
    EVALUATION
  }
}
