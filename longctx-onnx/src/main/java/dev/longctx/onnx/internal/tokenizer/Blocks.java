package dev.longctx.onnx.internal.tokenizer;

import java.util.Arrays;

/**
 * Cuts a text into blocks for the tokenizer: at the last border that fits, else at white space,
 * else anywhere between two characters.
 */
final class Blocks {

  private static final int[] NO_BORDERS = {};

  private final String text;
  private final int[] borders;
  private final int limit;

  Blocks(String text, int limit) {
    this(text, NO_BORDERS, limit);
  }

  /** Borders are sorted UTF-16 offsets; the limit is at least 4 code units. */
  Blocks(String text, int[] borders, int limit) {
    this.text = text;
    this.borders = borders;
    this.limit = limit;
  }

  /** The end of the block that starts at an offset before the text's end. */
  int end(int start) {
    if (text.length() - start <= limit) {
      return text.length();
    }
    int border = lastBorder(start);
    if (border > start) {
      return border;
    }
    int space = lastWhiteSpace(start);
    return space > start ? space : withoutSplitPair(start + limit);
  }

  private int lastBorder(int start) {
    int found = Arrays.binarySearch(borders, start + limit);
    int index = found >= 0 ? found : -found - 2;
    if (index < 0 || borders[index] <= start) {
      return start;
    }
    return beforeSpace(start, withoutSplitPair(borders[index]));
  }

  /** Word pieces of byte-level tokenizers begin with the space before the word. */
  private int beforeSpace(int start, int cut) {
    return cut - 1 > start && text.charAt(cut - 1) == ' ' ? cut - 1 : cut;
  }

  private int lastWhiteSpace(int start) {
    for (int cut = start + limit; cut > start + limit / 2; cut--) {
      if (isBeforeSpacedWord(cut) || isAfterLineBreak(cut)) {
        return cut;
      }
    }
    return start;
  }

  private boolean isBeforeSpacedWord(int cut) {
    return cut + 1 < text.length()
        && text.charAt(cut) == ' '
        && !Character.isWhitespace(text.charAt(cut - 1))
        && !Character.isWhitespace(text.charAt(cut + 1));
  }

  private boolean isAfterLineBreak(int cut) {
    return text.charAt(cut - 1) == '\n' && !Character.isWhitespace(text.charAt(cut));
  }

  private int withoutSplitPair(int cut) {
    boolean split =
        cut > 0
            && cut < text.length()
            && Character.isSurrogatePair(text.charAt(cut - 1), text.charAt(cut));
    return split ? cut - 1 : cut;
  }
}
