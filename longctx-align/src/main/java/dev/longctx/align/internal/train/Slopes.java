package dev.longctx.align.internal.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Derivatives by log-probabilities, in the order of a pass's sequences. */
final class Slopes {

  private final List<double[]> all = new ArrayList<>();

  /** Adds a sequence whose tokens all have the same derivative. */
  void add(int tokens, double slope) {
    double[] slopes = new double[tokens];
    Arrays.fill(slopes, slope);
    all.add(slopes);
  }

  /** Adds a sequence. */
  void add(double[] slopes) {
    all.add(slopes);
  }

  List<double[]> all() {
    return all;
  }
}
