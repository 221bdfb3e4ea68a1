package dev.longctx.onnx.internal.tokenizer;

/**
 * Gives marks back to the character they belong to. A tokenizer that composes a letter and its
 * accent into one character, or drops the accent, reports the range of the letter alone.
 */
final class CombiningMarks {

  private static final int MARKS =
      (1 << Character.NON_SPACING_MARK)
          | (1 << Character.ENCLOSING_MARK)
          | (1 << Character.COMBINING_SPACING_MARK);

  private CombiningMarks() {}

  /**
   * Stretches the ranges of tokens from an index on over marks that no token covers.
   *
   * @param text what offsets refer to
   * @param textEnd where the tokens' part of the text ends
   */
  static void cover(String text, int textEnd, int[] starts, int[] ends, int from, int size) {
    int limit = textEnd;
    for (int i = size - 1; i >= from; i--) {
      if (i + 1 < size && starts[i + 1] >= ends[i]) {
        limit = starts[i + 1];
      }
      if (ends[i] > starts[i]) {
        ends[i] = endOfMarks(text, ends[i], limit);
      }
    }
  }

  private static int endOfMarks(String text, int from, int limit) {
    int end = from;
    while (end < limit && belongsToTheCharacterBefore(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean belongsToTheCharacterBefore(int codePoint) {
    return ((MARKS >>> Character.getType(codePoint)) & 1) != 0 || isLaterJamo(codePoint);
  }

  /** Hangul vowels and final consonants, which compose with what stands before them. */
  private static boolean isLaterJamo(int codePoint) {
    return codePoint >= 0x1160 && codePoint <= 0x11FF;
  }
}
