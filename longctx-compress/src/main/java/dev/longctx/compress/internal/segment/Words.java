package dev.longctx.compress.internal.segment;

import com.google.common.primitives.ImmutableIntArray;

/**
 * The words of a range of a text: sorted, disjoint, half-open UTF-16 ranges of the whole text that
 * together hold every character of the range that is not white space. Immutable.
 *
 * <p>Where a script uses spaces a word is what stands between them, with its punctuation. A Han or
 * kana character is a word of its own; Thai is cut by the JDK's dictionary where it has one.
 * Punctuation belongs to the word before it, opening quotes and brackets to the word behind.
 */
public final class Words {
  private final ImmutableIntArray starts;
  private final ImmutableIntArray ends;

  private Words(ImmutableIntArray starts, ImmutableIntArray ends) {
    this.starts = starts;
    this.ends = ends;
  }

  /** Words of {@code [from, to)} of {@code text}. */
  public static Words of(String text, int from, int to) {
    ImmutableIntArray.Builder starts = ImmutableIntArray.builder();
    ImmutableIntArray.Builder ends = ImmutableIntArray.builder();
    WordBreaks breaks = new WordBreaks(text, to);
    int start = WhiteSpace.skip(text, from, to);
    while (start < to) {
      int end = breaks.next(start);
      starts.add(start);
      ends.add(end);
      start = WhiteSpace.skip(text, end, to);
    }
    return new Words(starts.build(), ends.build());
  }

  /** Number of words. */
  public int size() {
    return starts.length();
  }

  /** Index of the first character of word {@code i}. */
  public int start(int i) {
    return starts.get(i);
  }

  /** Index after the last character of word {@code i}. */
  public int end(int i) {
    return ends.get(i);
  }

  /** Index of the first word that ends after {@code offset}; {@link #size()} when none does. */
  public int indexOf(int offset) {
    return Segments.firstEndingAfter(ends, offset);
  }
}
