package dev.longctx.compress.internal.segment;

/**
 * Cuts a piece that is too long for one segment. A cut is sought in the second half of what fits:
 * at a line border (units of structure only), after a sentence, after a clause; then at any white
 * space, and where there is none, between two characters.
 */
final class LongPieces {
  private LongPieces() {}

  /** Where the first segment of {@code [start, end)} ends; that range is longer than the bound. */
  static int cut(String text, int start, int end, boolean atomic) {
    int limit = Math.min(end, start + Segmenter.MAX_SEGMENT_CHARS);
    int half = start + Segmenter.MAX_SEGMENT_CHARS / 2;
    int cut = atomic ? lastLineBorder(text, half, limit) : -1;
    if (cut < 0) {
      cut = lastPunctuation(text, half, limit, true);
    }
    if (cut < 0) {
      cut = lastPunctuation(text, half, limit, false);
    }
    if (cut < 0) {
      cut = lastWhiteSpace(text, start, limit);
    }
    return cut < 0 ? Characters.safeCut(text, start, limit) : cut;
  }

  private static int lastLineBorder(String text, int from, int limit) {
    for (int i = limit; i > from; i--) {
      if (Lines.isBreak(text.charAt(i - 1))) {
        return i;
      }
    }
    return -1;
  }

  private static int lastPunctuation(String text, int from, int limit, boolean terminal) {
    for (int i = limit - 1; i > from; i--) {
      char c = text.charAt(i - 1);
      if (terminal ? Characters.isTerminal(c) : Characters.isClausePunctuation(c)) {
        if (c > 0x2E80 || WhiteSpace.is(text.charAt(i))) {
          return i;
        }
      }
    }
    return -1;
  }

  private static int lastWhiteSpace(String text, int start, int limit) {
    for (int i = limit - 1; i > start; i--) {
      if (WhiteSpace.is(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }
}
