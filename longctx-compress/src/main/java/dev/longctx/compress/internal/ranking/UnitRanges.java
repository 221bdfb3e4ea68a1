package dev.longctx.compress.internal.ranking;

import dev.longctx.api.compression.Granularity;
import dev.longctx.compress.internal.segment.Segments;
import dev.longctx.compress.internal.unit.UnitsBuilder;
import java.util.ArrayList;
import java.util.List;

/** The sentences, paragraphs or documents of one request. Not thread-safe. */
public final class UnitRanges {

  /** A unit: UTF-16 offsets in the text of a document, and whether it is a heading. */
  public record Range(int document, String text, int start, int end, boolean heading) {}

  private final Granularity granularity;
  private final List<Range> ranges = new ArrayList<>();

  UnitRanges(Granularity granularity) {
    this.granularity = granularity;
  }

  void add(int document, Segments segments) {
    int first = 0;
    while (first < segments.size()) {
      int next = first + 1;
      boolean heading = segments.heading(first);
      while (next < segments.size() && belongTogether(segments, first, next)) {
        heading &= segments.heading(next);
        next++;
      }
      int end = segments.end(next - 1);
      ranges.add(new Range(document, segments.text(), segments.start(first), end, heading));
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

  List<Range> all() {
    return ranges;
  }

  UnitsBuilder scored(float[] scores) {
    UnitsBuilder units = new UnitsBuilder(false);
    for (int i = 0; i < scores.length; i++) {
      Range range = ranges.get(i);
      units.add(range.document(), range.start(), range.end(), scores[i]);
      if (range.heading()) {
        units.markHeading();
      }
    }
    return units;
  }
}
