package dev.longctx.runs.random;

import org.jspecify.annotations.Nullable;

/**
 * An endless sequence of examples: each epoch holds all of them once, in an order that follows from
 * the seed and the epoch's number alone. Not thread-safe.
 */
public final class EpochOrder {

  private final int examples;
  private final long seed;
  private long epoch = -1;
  private int @Nullable [] order;

  /** An order of so many examples, at least one. */
  public EpochOrder(int examples, long seed) {
    this.examples = examples;
    this.seed = seed;
  }

  /** The example at a position, from 0. */
  public int at(long position) {
    long wanted = position / examples;
    int[] now = order;
    if (now == null || wanted != epoch) {
      now = Draws.of(seed, wanted).permutation(examples);
      order = now;
      epoch = wanted;
    }
    return now[(int) (position % examples)];
  }
}
