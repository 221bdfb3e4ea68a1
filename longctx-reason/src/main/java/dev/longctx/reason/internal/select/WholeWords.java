package dev.longctx.reason.internal.select;

/** Finds a normalised text in another. */
final class WholeWords {

  private WholeWords() {}

  /** Whether the part stands in the text without beginning or ending inside a word. */
  static boolean holds(String text, String part) {
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      if (isBorder(text, at) && isBorder(text, at + part.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBorder(String text, int at) {
    return at == 0
        || at == text.length()
        || !isWord(text.codePointBefore(at))
        || !isWord(text.codePointAt(at));
  }

  /** Scripts without spaces have no borders that could be seen, so each character is a word. */
  private static boolean isWord(int point) {
    if (!Character.isLetterOrDigit(point) || Character.isIdeographic(point)) {
      return false;
    }
    return switch (Character.UnicodeScript.of(point)) {
      case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> false;
      default -> true;
    };
  }
}
