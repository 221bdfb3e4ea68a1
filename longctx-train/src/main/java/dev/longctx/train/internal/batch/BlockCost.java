package dev.longctx.train.internal.batch;

/**
 * What it costs to read a block, in floating-point operations of one layer.
 *
 * @param token cost of a token outside of attention
 * @param pair cost of a token that attends to a token
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

  double of(int rows, int length) {
    return block + rows * (token * length + pair * length * length);
  }
}
