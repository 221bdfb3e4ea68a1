package dev.longctx.compress.internal.segment;

/** Finds where words end. */
final class WordBreaks {
  private WordBreaks() {}

  /** End of the word that begins at {@code start}, a character that is not white space. */
  static int next(String text, int start, int to) {
    int i = start;
    while (i < to && !WhiteSpace.is(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
