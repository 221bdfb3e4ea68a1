package dev.longctx.train.internal.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Which sequences are padded to one length: all, none, or some with some.
 *
 * @param blocks in order, which cover all
 * @param cost of all blocks together
 */
record BlockPlan(List<TokenBlock> blocks, double cost) {

  /** The most rows of a block, which keeps the choice among n sequences below n times this. */
  private static final int MOST_ROWS = 256;

  /**
   * The cheapest blocks, from long rows to short ones.
   *
   * @param unsorted sequences in any order
   * @param prefix how many first tokens all have in common and each block reads once; 0 if none
   * @param cost what a block costs
   * @return the plan
   */
  static BlockPlan of(List<TokenRow> unsorted, int prefix, BlockCost cost) {
    List<TokenRow> rows = new ArrayList<>(unsorted);
    rows.sort(Comparator.comparingInt(TokenRow::length).reversed());
    double[] best = new double[rows.size() + 1];
    int[] start = new int[rows.size() + 1];
    for (int end = 1; end <= rows.size(); end++) {
      best[end] = Double.POSITIVE_INFINITY;
      for (int from = end - 1; from >= Math.max(0, end - MOST_ROWS); from--) {
        double total = best[from] + cost.of(end - from, rows.get(from).length() - prefix, prefix);
        if (total < best[end]) {
          best[end] = total;
          start[end] = from;
        }
      }
    }
    return new BlockPlan(blocks(rows, prefix, start), best[rows.size()]);
  }

  private static List<TokenBlock> blocks(List<TokenRow> rows, int prefix, int[] start) {
    Deque<TokenBlock> blocks = new ArrayDeque<>();
    for (int end = rows.size(); end > 0; end = start[end]) {
      List<TokenRow> some = rows.subList(start[end], end);
      blocks.addFirst(new TokenBlock(some, some.get(0).length() - prefix, prefix));
    }
    return new ArrayList<>(blocks);
  }
}
