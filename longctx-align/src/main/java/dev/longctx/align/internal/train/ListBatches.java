package dev.longctx.align.internal.train;

import dev.longctx.align.internal.Once;
import dev.longctx.runs.random.EpochOrder;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Batches of a list of examples. Positions run through all epochs, so a batch may hold the end of
 * one epoch and the beginning of the next; only the last one of all epochs may be smaller.
 */
public final class ListBatches {

  private static final int BATCH = 8;

  private final int examples;
  private final int batch;
  private final long positions;
  private final EpochOrder order;

  /**
   * Batches of a list.
   *
   * @param examples size of the list
   * @param batch examples of a step, or null for the usual number
   * @param epochs how often each example is read, or null where steps are given
   * @param steps the number of steps, or null where epochs are given; one epoch if both are null
   * @param seed of the order
   */
  public ListBatches(
      int examples,
      @Nullable Integer batch,
      @Nullable Integer epochs,
      @Nullable Long steps,
      long seed) {
    this.examples = examples;
    this.batch = Once.or(batch, BATCH);
    positions =
        steps != null
            ? Math.multiplyExact(steps, this.batch)
            : (long) Once.or(epochs, 1) * examples;
    order = new EpochOrder(examples, seed);
  }

  /** Examples of a step. */
  public int size() {
    return batch;
  }

  /** The number of steps. */
  public long steps() {
    return (positions + batch - 1) / batch;
  }

  /** The numbers of a step's examples. */
  int[] at(long step) {
    long from = step * batch;
    return LongStream.range(from, Math.min(from + batch, positions)).mapToInt(order::at).toArray();
  }

  /** The number of examples. */
  public int examples() {
    return examples;
  }
}
