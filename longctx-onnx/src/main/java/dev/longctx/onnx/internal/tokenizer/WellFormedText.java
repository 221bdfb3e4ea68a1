package dev.longctx.onnx.internal.tokenizer;

/**
 * Text without lone surrogates. They have no UTF-8 form, and one of them makes the native side read
 * the whole text as bytes of unknown meaning, which would shift every offset.
 */
final class WellFormedText {

  private static final char REPLACEMENT = '\uFFFD';

  private WellFormedText() {}

  /** The text with each lone surrogate replaced by one character, so that offsets stay. */
  static String of(String text) {
    int lone = firstLone(text, 0);
    if (lone < 0) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text);
    for (; lone >= 0; lone = firstLone(text, lone + 1)) {
      mended.setCharAt(lone, REPLACEMENT);
    }
    return mended.toString();
  }

  private static int firstLone(String text, int from) {
    int index = from;
    while (index < text.length()) {
      int codePoint = text.codePointAt(index);
      if (isSurrogate(codePoint)) {
        return index;
      }
      index += Character.charCount(codePoint);
    }
    return -1;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
