package dev.longctx.compress.internal.segment;

import com.google.common.primitives.ImmutableIntArray;
import java.util.BitSet;

/**
 * The segments of one text: sorted, disjoint, half-open UTF-16 ranges that together hold every
 * character that is not white space. No segment begins or ends with {@link WhiteSpace}, none is
 * longer than {@link Segmenter#MAX_SEGMENT_CHARS}, and none splits a surrogate pair. Immutable.
 */
public final class Segments {
  private final String text;
  private final ImmutableIntArray starts;
  private final ImmutableIntArray ends;
  private final ImmutableIntArray paragraphs;
  private final BitSet atomic;
  private final BitSet headings;

  Segments(
      String text,
      ImmutableIntArray starts,
      ImmutableIntArray ends,
      ImmutableIntArray paragraphs,
      BitSet atomic,
      BitSet headings) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
    this.paragraphs = paragraphs;
    this.atomic = atomic;
    this.headings = headings;
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** Number of segments; zero for a blank text. */
  public int size() {
    return starts.length();
  }

  /** Index of the first character of segment {@code i}. */
  public int start(int i) {
    return starts.get(i);
  }

  /** Index after the last character of segment {@code i}. */
  public int end(int i) {
    return ends.get(i);
  }

  /** Index of the paragraph that holds segment {@code i}; it never falls as {@code i} grows. */
  public int paragraph(int i) {
    return paragraphs.get(i);
  }

  /** Number of paragraphs; each holds at least one segment. */
  public int paragraphCount() {
    return size() == 0 ? 0 : paragraph(size() - 1) + 1;
  }

  /**
   * Tells whether segment {@code i} is a unit of structure rather than a sentence: a code fence, a
   * table, a list item, a JSON member, or a piece of one that is too long.
   */
  public boolean atomic(int i) {
    return atomic.get(i);
  }

  /** Tells whether segment {@code i} is a heading or a title, or a piece of one. */
  public boolean heading(int i) {
    return headings.get(i);
  }

  /** The characters of segment {@code i}. */
  public String substring(int i) {
    return text.substring(start(i), end(i));
  }

  /**
   * Index of the segment that holds the character at {@code offset} or, where white space lies
   * there, of the next one; {@link #size()} when none follows.
   */
  public int indexOf(int offset) {
    return firstEndingAfter(ends, offset);
  }

  /** Index of the first of the rising {@code ends} that is greater than {@code offset}. */
  static int firstEndingAfter(ImmutableIntArray ends, int offset) {
    int low = 0;
    int high = ends.length();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends.get(middle) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
