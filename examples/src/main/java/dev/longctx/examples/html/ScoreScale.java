package dev.longctx.examples.html;

import dev.longctx.api.compression.KeptSpan;
import java.util.List;
import java.util.Locale;

/**
 * Shades of the kept units, from the lowest kept score to the highest. The scale is relative,
 * because the scores of a lexical ranking have no fixed range.
 */
final class ScoreScale {

  static final int SHADES = 5;

  private final double lowest;
  private final double highest;

  private ScoreScale(double lowest, double highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  static ScoreScale of(List<KeptSpan> units) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (KeptSpan unit : units) {
      if (unit.origin() == KeptSpan.Origin.SCORE) {
        lowest = Math.min(lowest, unit.score());
        highest = Math.max(highest, unit.score());
      }
    }
    return new ScoreScale(lowest, highest);
  }

  boolean isEmpty() {
    return lowest > highest;
  }

  /** From 1, the palest, to {@link #SHADES}. */
  int shade(double score) {
    if (!(highest > lowest)) {
      return SHADES;
    }
    int shade = 1 + (int) (SHADES * (score - lowest) / (highest - lowest));
    return Math.max(1, Math.min(SHADES, shade));
  }

  String lowestLabel() {
    return label(lowest);
  }

  String highestLabel() {
    return label(highest);
  }

  static String label(double score) {
    return String.format(Locale.ROOT, Math.abs(score) < 10 ? "%.3f" : "%.1f", score);
  }
}
