package dev.longctx.train.internal.batch;

/**
 * What it costs to read a block, in floating-point operations of one layer.
 *
 * @param token cost of a token outside of attention
 * @param pair cost of a token that attends to a token, on average over a causal mask's two halves,
 *     one of which is left out
 * @param block cost of a block whatever is in it, since each is a call of its own
 */
public record BlockCost(double token, double pair, double block) {

  /** About what a small kernel's start and end take, forwards and backwards. */
  private static final double CALL = 2e6;

  /**
   * The cost in a decoder.
   *
   * @param hidden size of a state
   * @param heads query heads
   * @param keyValueHeads key and value heads
   * @param headSize size of a head
   * @param intermediate size of a feed-forward state
   * @return the cost
   */
  public static BlockCost of(
      int hidden, int heads, int keyValueHeads, int headSize, int intermediate) {
    double attention = (double) hidden * headSize * 2 * (heads + keyValueHeads);
    double feedForward = 3.0 * hidden * intermediate;
    return new BlockCost(2 * (attention + feedForward), 2.0 * heads * headSize, CALL);
  }

  /** Rows that share a prefix attend under a mask, of which no half is left out. */
  double of(int rows, int length, int prefix) {
    if (prefix == 0) {
      return block + rows * (token * length + pair * length * length);
    }
    double first = token * prefix + pair * prefix * prefix;
    double own = token * length + 2 * pair * length * ((double) prefix + length);
    return block + first + rows * own;
  }
}
