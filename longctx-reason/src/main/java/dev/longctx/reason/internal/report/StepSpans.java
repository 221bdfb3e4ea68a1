package dev.longctx.reason.internal.report;

import dev.longctx.reason.reinforce.RlStep;
import java.util.ArrayList;
import java.util.List;

/** Steps in a row, taken together so that there are not too many to look at. */
final class StepSpans {

  private StepSpans() {}

  /** Spans of about one length, which end where a phase ends unless there are too many phases. */
  static List<List<RlStep>> of(List<RlStep> steps, int most) {
    List<List<RlStep>> parts = phases(steps);
    if (parts.size() > most) {
      parts = List.of(steps);
    }
    int size = 1;
    while (count(parts, size) > most) {
      size++;
    }
    List<List<RlStep>> spans = new ArrayList<>();
    for (List<RlStep> part : parts) {
      for (int from = 0; from < part.size(); from += size) {
        spans.add(part.subList(from, Math.min(part.size(), from + size)));
      }
    }
    return spans;
  }

  private static long count(List<List<RlStep>> parts, int size) {
    return parts.stream().mapToLong(part -> (part.size() + size - 1) / size).sum();
  }

  /** The steps of each phase. */
  static List<List<RlStep>> phases(List<RlStep> steps) {
    List<List<RlStep>> phases = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= steps.size(); i++) {
      if (i == steps.size() || steps.get(i).phase() != steps.get(from).phase()) {
        phases.add(steps.subList(from, i));
        from = i;
      }
    }
    return phases;
  }

  static RlStep first(List<RlStep> span) {
    return span.get(0);
  }

  static RlStep last(List<RlStep> span) {
    return span.get(span.size() - 1);
  }
}
