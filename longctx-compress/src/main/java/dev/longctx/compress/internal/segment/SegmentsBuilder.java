package dev.longctx.compress.internal.segment;

import com.google.common.primitives.ImmutableIntArray;
import java.util.BitSet;

/**
 * Collects the segments of one text in order; trims them and keeps them within the length bound.
 */
final class SegmentsBuilder {
  private final String text;
  private final ImmutableIntArray.Builder starts = ImmutableIntArray.builder();
  private final ImmutableIntArray.Builder ends = ImmutableIntArray.builder();
  private final ImmutableIntArray.Builder paragraphs = ImmutableIntArray.builder();
  private final BitSet atomic = new BitSet();
  private final BitSet headings = new BitSet();
  private int size;
  private int paragraph = -1;
  private boolean paragraphPending = true;

  SegmentsBuilder(String text) {
    this.text = text;
  }

  /** Lets the next segment begin a new paragraph. */
  void paragraph() {
    paragraphPending = true;
  }

  /** Adds a sentence or a line. */
  void prose(int from, int to) {
    add(from, to, false);
  }

  /** Adds a unit of structure. */
  void unit(int from, int to) {
    add(from, to, true);
  }

  /** The number of segments so far. */
  int size() {
    return size;
  }

  /** Says that the segments from {@code first} on are headings. */
  void markHeadings(int first) {
    headings.set(first, size);
  }

  Segments build() {
    return new Segments(text, starts.build(), ends.build(), paragraphs.build(), atomic, headings);
  }

  private void add(int from, int to, boolean isAtomic) {
    int start = WhiteSpace.skip(text, from, to);
    int end = WhiteSpace.trimEnd(text, start, to);
    while (end - start > Segmenter.MAX_SEGMENT_CHARS) {
      int cut = LongPieces.cut(text, start, end, isAtomic);
      append(start, WhiteSpace.trimEnd(text, start, cut), isAtomic);
      start = WhiteSpace.skip(text, cut, end);
    }
    if (start < end) {
      append(start, end, isAtomic);
    }
  }

  private void append(int start, int end, boolean isAtomic) {
    if (paragraphPending) {
      paragraph++;
      paragraphPending = false;
    }
    starts.add(start);
    ends.add(end);
    paragraphs.add(paragraph);
    atomic.set(size++, isAtomic);
  }
}
