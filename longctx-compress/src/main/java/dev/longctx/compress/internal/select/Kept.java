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

  Kept(Units units) {
    this.units = units;
    this.chosenInGroup = new int[units.groups()];
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

  void choose(int unit) {
    if (!chosen.get(unit)) {
      chosen.set(unit);
      chosenInGroup[units.group(unit)]++;
    }
  }

  void drop(int unit) {
    if (chosen.get(unit)) {
      chosen.clear(unit);
      chosenInGroup[units.group(unit)]--;
    }
  }

  boolean isEmpty() {
    return chosen.isEmpty();
  }
}
