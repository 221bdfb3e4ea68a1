package dev.longctx.train;

/** How rotary positions are stretched for texts longer than those of the first training. */
public sealed interface RopeScaling {

  /** Not at all. */
  record None() implements RopeScaling {}

  /**
   * Positions divided by a factor (Chen et al., 2023).
   *
   * @param factor 1 or more
   */
  record Linear(double factor) implements RopeScaling {

    /** Checks the component. */
    public Linear {
      requireFactor(factor);
    }
  }

  /**
   * Slow turns divided by a factor, fast ones left (Llama 3.1).
   *
   * @param factor 1 or more
   * @param lowFrequencyFactor turns in the first training's length up to which a frequency is slow
   * @param highFrequencyFactor turns from which it is fast
   * @param originalPositions the first training's length in tokens
   */
  record Llama3(
      double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalPositions)
      implements RopeScaling {

    /** Checks the components. */
    public Llama3 {
      requireFactor(factor);
      requireOrder("highFrequencyFactor", lowFrequencyFactor, highFrequencyFactor);
      requirePositions(originalPositions);
    }
  }

  /**
   * Peng et al., 2023, "YaRN: Efficient Context Window Extension".
   *
   * @param factor 1 or more
   * @param betaFast turns from which a frequency is left
   * @param betaSlow turns up to which it is divided
   * @param originalPositions the first training's length in tokens
   * @param attentionFactor multiplies sines and cosines
   */
  record Yarn(
      double factor,
      double betaFast,
      double betaSlow,
      int originalPositions,
      double attentionFactor)
      implements RopeScaling {

    /** Checks the components. */
    public Yarn {
      requireFactor(factor);
      requireOrder("betaFast", betaSlow, betaFast);
      requirePositions(originalPositions);
      if (!(attentionFactor > 0 && attentionFactor < 100)) {
        throw new IllegalArgumentException(
            "attentionFactor: expected above 0, below 100, found " + attentionFactor);
      }
    }
  }

  private static void requireFactor(double factor) {
    if (!(factor >= 1 && factor <= 1e6)) {
      throw new IllegalArgumentException("factor: expected 1 to 1,000,000, found " + factor);
    }
  }

  private static void requireOrder(String name, double low, double high) {
    if (!(low > 0 && high > low && high < 1e9)) {
      throw new IllegalArgumentException(
          "%s: expected above %s, found %s".formatted(name, low, high));
    }
  }

  private static void requirePositions(int positions) {
    if (positions < 1) {
      throw new IllegalArgumentException("originalPositions: expected above 0, found " + positions);
    }
  }
}
