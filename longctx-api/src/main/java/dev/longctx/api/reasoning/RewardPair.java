package dev.longctx.api.reasoning;

/**
 * One response's reward under two contexts (SoLoPO, section 3: the reward of a response should not
 * change with what is irrelevant in its context).
 *
 * @param full under the whole documents
 * @param compressed under what was kept of them
 */
public record RewardPair(double full, double compressed) {

  /** Checks the components. */
  public RewardPair {
    if (!Double.isFinite(full) || !Double.isFinite(compressed)) {
      throw new IllegalArgumentException(
          "rewards: expected finite ones, found %s and %s".formatted(full, compressed));
    }
  }

  /**
   * How far the rewards lie apart. Near zero, the compressed context supports the response as the
   * whole one does.
   *
   * @return 0 or more
   */
  public double gap() {
    return Math.abs(full - compressed);
  }
}
