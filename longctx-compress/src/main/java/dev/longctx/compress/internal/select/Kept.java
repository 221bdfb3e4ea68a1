package dev.longctx.compress.internal.select;

import dev.longctx.compress.internal.unit.Units;
import java.util.BitSet;

/**
 * A growing and shrinking choice of units. A group with a chosen unit keeps its shielded units too.
 * Not thread-safe.
 */
final class Kept {

  private final Units units;
  private final BitSet chosen = new BitSet();
  private final int[] chosenInGroup;
  private final int[] textInSection;

  Kept(Units units) {
    this.units = units;
    this.chosenInGroup = new int[units.groups()];
    this.textInSection = new int[units.sections()];
  }

  /** Whether a unit is chosen by itself. */
  boolean isChosen(int unit) {
    return chosen.get(unit);
  }

  /** Whether a unit is chosen, or shielded beside a chosen one. */
  boolean contains(int unit) {
    return chosen.get(unit) || (units.shielded(unit) && chosenInGroup[units.group(unit)] > 0);
  }

  /** Whether nothing of a unit's group is chosen. */
  boolean groupIsEmpty(int unit) {
    return chosenInGroup[units.group(unit)] == 0;
  }

  /** Whether a unit is a heading below which nothing is chosen. */
  boolean standsAboveNothing(int unit) {
    return units.heading(unit) && textInSection[units.section(unit)] == 0;
  }

  void choose(int unit) {
    if (!chosen.get(unit)) {
      chosen.set(unit);
      count(unit, 1);
    }
  }

  void drop(int unit) {
    if (chosen.get(unit)) {
      chosen.clear(unit);
      count(unit, -1);
    }
  }

  private void count(int unit, int change) {
    chosenInGroup[units.group(unit)] += change;
    if (!units.heading(unit)) {
      textInSection[units.section(unit)] += change;
    }
  }

  boolean isEmpty() {
    return chosen.isEmpty();
  }
}
