package dev.longctx.examples.training.align;

import java.util.List;

/**
 * How large the experiment is.
 *
 * @param pairs triples a seed
 * @param people questions of the trained domain at each length
 * @param things questions of the other domain at each length
 * @param gaps questions whose rewards are compared
 * @param steps share of each arm's steps
 */
record Scale(int pairs, int people, int things, int gaps, double steps) {

  /** What the table is made with. */
  static final Scale FULL = new Scale(160, 100, 50, 50, 1);

  /** To see that everything works. */
  static final Scale QUICK = new Scale(8, 4, 2, 4, 0.05);

  /** Tokens of a short context. */
  static final int SHORT = 128;

  /** Tokens of the long contexts of triples. */
  static final int LONG = 1024;

  /** Tokens of contexts that are evaluated: short, and 4, 8 and 16 times that. */
  static final List<Integer> LENGTHS = List.of(SHORT, 4 * SHORT, 8 * SHORT, 16 * SHORT);

  int stepsOf(Arm arm) {
    return Math.max(1, (int) Math.round(arm.steps() * steps));
  }
}
