package dev.longctx.align.internal.report;

import dev.longctx.align.StepMetrics;
import java.util.ArrayList;
import java.util.List;

/** Steps in a row, taken together so that there are not too many to look at. */
final class Spans {

  private Spans() {}

  static List<List<StepMetrics>> of(List<StepMetrics> steps, int most) {
    List<List<StepMetrics>> spans = new ArrayList<>();
    int size = Math.max(1, (steps.size() + most - 1) / most);
    for (int from = 0; from < steps.size(); from += size) {
      spans.add(steps.subList(from, Math.min(steps.size(), from + size)));
    }
    return spans;
  }

  static long first(List<StepMetrics> span) {
    return span.get(0).step();
  }

  static long last(List<StepMetrics> span) {
    return span.get(span.size() - 1).step();
  }
}
