package dev.longctx.compress.internal.select;

import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.compress.internal.unit.Units;
import java.util.List;

/**
 * Keeps every unit whose score reaches a value. Each unit is judged alone, which is what makes the
 * result append-stable.
 */
public final class ThresholdSelector {

  private ThresholdSelector() {}

  /**
   * The units with at least a score.
   *
   * @param units all units
   * @param whole spans kept without units
   * @param joiner writes the text between spans
   * @param threshold the smallest score that is kept
   */
  public static Selection select(
      Units units, List<KeptSpan> whole, Joiner joiner, double threshold) {
    Kept kept = new Kept(units);
    for (int unit = 0; unit < units.size(); unit++) {
      if (units.score(unit) >= threshold) {
        kept.choose(unit);
      }
    }
    SpanAssembler assembler = new SpanAssembler(units, kept, whole, joiner);
    return new Selection(assembler.spans(), assembler.units());
  }
}
