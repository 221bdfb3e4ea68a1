package dev.longctx.align.objective;

/** The logistic function and its logarithm, without overflow or cancellation. */
final class Logistic {

  private Logistic() {}

  /** log(1 + e^x), which is the negative log of the sigmoid of -x. */
  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** 1 / (1 + e^-x). */
  static double sigmoid(double x) {
    double small = Math.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + small) : small / (1 + small);
  }
}
