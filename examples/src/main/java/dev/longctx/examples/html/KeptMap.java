package dev.longctx.examples.html;

import dev.longctx.api.compression.KeptSpan;
import java.util.List;

/** A strip that shows where in a document the kept units lie, left to right. */
final class KeptMap {

  private static final int CELLS = 200;

  private KeptMap() {}

  static String svg(int length, List<KeptSpan> units, ScoreScale scale) {
    int[] shades = shades(length, units, scale);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg class=\"map\" viewBox=\"0 0 %d 10\" preserveAspectRatio=\"none\"".formatted(CELLS));
    svg.append(" role=\"img\" aria-label=\"where the kept parts lie\">");
    for (int start = 0; start < CELLS; ) {
      int end = start + 1;
      while (end < CELLS && shades[end] == shades[start]) {
        end++;
      }
      if (shades[start] > 0) {
        svg.append(
            "<rect class=\"s%d\" x=\"%d\" width=\"%d\" height=\"10\"/>"
                .formatted(shades[start], start, end - start));
      }
      start = end;
    }
    return svg.append("</svg>").toString();
  }

  private static int[] shades(int length, List<KeptSpan> units, ScoreScale scale) {
    int[] shades = new int[CELLS];
    for (KeptSpan unit : units) {
      int shade = unit.origin() == KeptSpan.Origin.SCORE ? scale.shade(unit.score()) : 1;
      int last = cell(unit.end() - 1, length);
      for (int cell = cell(unit.start(), length); cell <= last; cell++) {
        shades[cell] = Math.max(shades[cell], shade);
      }
    }
    return shades;
  }

  private static int cell(int offset, int length) {
    return (int) ((long) offset * CELLS / length);
  }
}
