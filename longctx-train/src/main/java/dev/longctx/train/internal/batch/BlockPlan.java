package dev.longctx.train.internal.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Chooses which sequences are padded to one length: all, none, or some with some. */
final class BlockPlan {

  /** The most rows of a block, which keeps the choice among n sequences below n times this. */
  private static final int MOST_ROWS = 256;

  private BlockPlan() {}

  /**
   * The cheapest blocks.
   *
   * @param lengths falling
   * @param cost what a block costs
   * @return blocks in order, which cover all
   */
  static List<TokenBlock> of(int[] lengths, BlockCost cost) {
    double[] best = new double[lengths.length + 1];
    int[] start = new int[lengths.length + 1];
    for (int end = 1; end <= lengths.length; end++) {
      best[end] = Double.POSITIVE_INFINITY;
      for (int from = end - 1; from >= Math.max(0, end - MOST_ROWS); from--) {
        double total = best[from] + cost.of(end - from, lengths[from]);
        if (total < best[end]) {
          best[end] = total;
          start[end] = from;
        }
      }
    }
    return blocks(lengths, start);
  }

  private static List<TokenBlock> blocks(int[] lengths, int[] start) {
    Deque<TokenBlock> blocks = new ArrayDeque<>();
    for (int end = lengths.length; end > 0; end = start[end]) {
      int from = start[end];
      blocks.addFirst(new TokenBlock(from, end - from, lengths[from]));
    }
    return new ArrayList<>(blocks);
  }
}
