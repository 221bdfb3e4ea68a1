package dev.longctx.compress.internal.segment;

import java.text.BreakIterator;
import java.util.Locale;

/** Cuts running text into sentences. */
final class Sentences {
  private Sentences() {}

  static void split(String text, int from, int to, SegmentsBuilder out) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(text.substring(from, to).replace('\n', ' ').replace('\r', ' '));
    int start = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      out.prose(from + start, from + end);
      start = end;
    }
  }
}
