package dev.longctx.examples.training.reinforce;

/**
 * Where a share may lie, with 95 % confidence (Wilson 1927, equation 1).
 *
 * @param low its lower end, 0 to 1
 * @param high its upper end, 0 to 1
 */
record Interval(double low, double high) {

  private static final double DEVIATIONS = 1.959964;

  /** Of a share that was found by independent trials. */
  static Interval of(long successes, long trials) {
    double share = (double) successes / trials;
    double square = DEVIATIONS * DEVIATIONS / trials;
    double middle = share + square / 2;
    double half = DEVIATIONS * Math.sqrt(share * (1 - share) / trials + square / (4.0 * trials));
    return new Interval((middle - half) / (1 + square), (middle + half) / (1 + square));
  }
}
