package dev.longctx.compress.internal.lexical;

import dev.longctx.api.compression.Granularity;
import dev.longctx.compress.internal.segment.Segments;
import dev.longctx.compress.internal.unit.UnitsBuilder;
import java.util.ArrayList;
import java.util.List;

/** Collects the units of one request and scores them together. Not thread-safe. */
final class UnitRanges {

  private record Range(int document, int start, int end) {}

  private final Granularity granularity;
  private final Bm25.Builder index = Bm25.builder();
  private final List<Range> ranges = new ArrayList<>();

  UnitRanges(Granularity granularity) {
    this.granularity = granularity;
  }

  void add(int document, Segments segments) {
    int first = 0;
    while (first < segments.size()) {
      int next = first + 1;
      while (next < segments.size() && belongTogether(segments, first, next)) {
        next++;
      }
      Range range = new Range(document, segments.start(first), segments.end(next - 1));
      ranges.add(range);
      index.add(segments.text(), range.start(), range.end());
      first = next;
    }
  }

  private boolean belongTogether(Segments segments, int first, int next) {
    return switch (granularity) {
      case PARAGRAPH -> segments.paragraph(first) == segments.paragraph(next);
      case DOCUMENT -> true;
      default -> false;
    };
  }

  UnitsBuilder scored(String query) {
    double[] scores = index.build().scores(query);
    UnitsBuilder units = new UnitsBuilder(false);
    for (int i = 0; i < scores.length; i++) {
      Range range = ranges.get(i);
      units.add(range.document(), range.start(), range.end(), (float) scores[i]);
    }
    return units;
  }
}
