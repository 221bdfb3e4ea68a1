package dev.longctx.compress.internal.segment;

/** What holds for the ranges of every text; plain checks, since there are millions of them. */
final class SegmentAssertions {
  private SegmentAssertions() {}

  static void assertWellFormed(String text, Segments segments) {
    int before = 0;
    int paragraph = -1;
    for (int i = 0; i < segments.size(); i++) {
      checkRange(text, before, segments.start(i), segments.end(i), text.length());
      check(segments.end(i) - segments.start(i) <= 2_000, "too long", text, segments.start(i));
      int step = segments.paragraph(i) - paragraph;
      check(step == 1 || (step == 0 && i > 0), "paragraph skipped", text, segments.start(i));
      paragraph = segments.paragraph(i);
      before = segments.end(i);
    }
    checkBlank(text, before, text.length());
    check(segments.paragraphCount() == paragraph + 1, "paragraph count", text, 0);
  }

  static void assertWellFormed(String text, int from, int to, Words words) {
    int before = from;
    for (int i = 0; i < words.size(); i++) {
      checkRange(text, before, words.start(i), words.end(i), to);
      before = words.end(i);
    }
    checkBlank(text, before, to);
  }

  private static void checkRange(String text, int before, int start, int end, int limit) {
    check(before <= start && start < end && end <= limit, "not sorted and in bounds", text, start);
    checkBlank(text, before, start);
    boolean trimmed = !WhiteSpace.is(text.charAt(start)) && !WhiteSpace.is(text.charAt(end - 1));
    check(trimmed, "not trimmed", text, start);
    boolean whole = !Characters.splitsPair(text, start) && !Characters.splitsPair(text, end);
    check(whole, "surrogate pair split", text, start);
  }

  private static void checkBlank(String text, int from, int to) {
    check(WhiteSpace.skip(text, from, to) == to, "text lost", text, from);
  }

  private static void check(boolean holds, String flaw, String text, int at) {
    if (!holds) {
      String near = text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40));
      throw new AssertionError(flaw + " at " + at + ", near " + near.chars().boxed().toList());
    }
  }
}
