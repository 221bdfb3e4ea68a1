package dev.longctx.compress.internal.segment;

import com.google.common.primitives.ImmutableIntArray;
import java.util.HashMap;
import java.util.Map;

/**
 * Inline code and fenced blocks: what stands between two runs of as many backticks, or tildes. A
 * fence without an end runs to the end of the range.
 */
final class CodeSpans {
  private static final int MIN_FENCE_CHARS = 3;

  /** Longest inline span; a backtick that stands alone should not protect a whole text. */
  private static final int MAX_INLINE_CHARS = 1_000;

  private final WordMarks marks;
  private final ImmutableIntArray starts;
  private final ImmutableIntArray lengths;

  private CodeSpans(WordMarks marks) {
    this.marks = marks;
    ImmutableIntArray.Builder starts = ImmutableIntArray.builder();
    ImmutableIntArray.Builder lengths = ImmutableIntArray.builder();
    for (int i = marks.from(); i < marks.to(); i++) {
      int length = runLength(i);
      if (length > 0) {
        starts.add(i);
        lengths.add(length);
        i += length - 1;
      }
    }
    this.starts = starts.build();
    this.lengths = lengths.build();
  }

  static void mark(WordMarks marks) {
    new CodeSpans(marks).mark();
  }

  private void mark() {
    int[] partners = partners();
    int run = 0;
    while (run < partners.length) {
      int partner = partners[run];
      boolean fence = lengths.get(run) >= MIN_FENCE_CHARS;
      if (partner > 0 && (fence || end(partner) - starts.get(run) <= MAX_INLINE_CHARS)) {
        marks.markRange(starts.get(run), end(partner));
        run = partner + 1;
      } else if (fence && beginsLine(starts.get(run))) {
        marks.markRange(starts.get(run), marks.to());
        return;
      } else {
        run++;
      }
    }
  }

  /** For each run the next one of its kind and length, or zero. */
  private int[] partners() {
    int[] partners = new int[starts.length()];
    Map<Integer, Integer> nextOfKind = new HashMap<>();
    for (int run = partners.length - 1; run >= 0; run--) {
      boolean tick = marks.text().charAt(starts.get(run)) == '`';
      int kind = tick ? lengths.get(run) : -lengths.get(run);
      partners[run] = nextOfKind.getOrDefault(kind, 0);
      nextOfKind.put(kind, run);
    }
    return partners;
  }

  private int end(int run) {
    return starts.get(run) + lengths.get(run);
  }

  /** Length of the run at {@code i} of backticks, or of three and more tildes; zero for none. */
  private int runLength(int i) {
    char c = marks.text().charAt(i);
    if (c != '`' && c != '~') {
      return 0;
    }
    int end = i + 1;
    while (end < marks.to() && marks.text().charAt(end) == c) {
      end++;
    }
    return c == '`' || end - i >= MIN_FENCE_CHARS ? end - i : 0;
  }

  private boolean beginsLine(int at) {
    int i = at;
    while (i > marks.from() && marks.text().charAt(i - 1) == ' ') {
      i--;
    }
    return i == marks.from() || Lines.isBreak(marks.text().charAt(i - 1));
  }
}
