package dev.longctx.compress.internal.select;

import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.compression.KeptSpan.Origin;
import dev.longctx.compress.internal.unit.Units;
import java.util.ArrayList;
import java.util.List;

/** Turns chosen units into spans. */
final class SpanAssembler {

  private final Units units;
  private final Kept kept;
  private final List<KeptSpan> whole;
  private final int jointLength;

  /**
   * An assembler.
   *
   * @param units all units
   * @param kept the chosen ones
   * @param whole spans of documents that are kept without units, in document order
   * @param joiner writes the text between spans
   */
  SpanAssembler(Units units, Kept kept, List<KeptSpan> whole, Joiner joiner) {
    this.units = units;
    this.kept = kept;
    this.whole = whole;
    this.jointLength = joint(joiner).length();
  }

  /** The longest text that the joiner writes between two spans. */
  static String joint(Joiner joiner) {
    String mark = joiner.omissionMark();
    return mark == null ? joiner.separator() : joiner.separator() + mark + joiner.separator();
  }

  /** The kept units one by one. */
  List<KeptSpan> units() {
    List<KeptSpan> spans = new ArrayList<>();
    int nextWhole = 0;
    for (int unit = 0; unit < units.size(); unit++) {
      if (kept.contains(unit)) {
        nextWhole = addWholeBefore(units.document(unit), nextWhole, spans);
        spans.add(spanOf(unit));
      }
    }
    addWholeBefore(Integer.MAX_VALUE, nextWhole, spans);
    return spans;
  }

  /** The kept units, merged where one goes on from the other. */
  List<KeptSpan> spans() {
    List<KeptSpan> spans = new ArrayList<>();
    int nextWhole = 0;
    int previous = -1;
    for (int unit = 0; unit < units.size(); unit++) {
      if (!kept.contains(unit)) {
        continue;
      }
      if (continues(previous, unit)) {
        int last = spans.size() - 1;
        spans.set(last, merged(spans.get(last), spanOf(unit)));
      } else {
        nextWhole = addWholeBefore(units.document(unit), nextWhole, spans);
        spans.add(spanOf(unit));
      }
      previous = unit;
    }
    addWholeBefore(Integer.MAX_VALUE, nextWhole, spans);
    return spans;
  }

  private int addWholeBefore(int document, int next, List<KeptSpan> spans) {
    int at = next;
    while (at < whole.size() && whole.get(at).document() < document) {
      spans.add(whole.get(at++));
    }
    return at;
  }

  /**
   * Whether a unit goes on in the span of the kept unit before it: nothing but white space lies
   * between them, or no more text than the joiner would put there. So the text never outgrows its
   * documents, whatever is appended to them and however little a threshold keeps.
   */
  private boolean continues(int previous, int unit) {
    return !units.separate()
        && previous >= 0
        && units.document(previous) == units.document(unit)
        && (previous == unit - 1 || units.start(unit) - units.end(previous) <= jointLength);
  }

  private KeptSpan spanOf(int unit) {
    Origin origin = kept.isChosen(unit) ? Origin.SCORE : Origin.PROTECTION;
    return new KeptSpan(
        units.document(unit), units.start(unit), units.end(unit), units.score(unit), origin);
  }

  private static KeptSpan merged(KeptSpan left, KeptSpan right) {
    boolean scored = left.origin() == Origin.SCORE || right.origin() == Origin.SCORE;
    return new KeptSpan(
        left.document(),
        left.start(),
        right.end(),
        Math.max(left.score(), right.score()),
        scored ? Origin.SCORE : Origin.PROTECTION);
  }
}
