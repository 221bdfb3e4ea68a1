package dev.longctx.compress.internal.segment;

/** Finds where words end; opening quotes and brackets go with the word behind them. */
final class WordBreaks {
  private final String text;
  private final int to;
  private final ThaiWords thai;

  /** For words of {@code text} that end at {@code to} at the latest. */
  WordBreaks(String text, int to) {
    this.text = text;
    this.to = to;
    this.thai = new ThaiWords(text, to);
  }

  /** End of the word that begins at {@code start}, a character that is not white space. */
  int next(int start) {
    int core = start;
    while (core < to && Characters.isOpener(text.charAt(core))) {
      core++;
    }
    if (core == to || WhiteSpace.is(text.charAt(core))) {
      return core;
    }
    int c = text.codePointAt(core);
    if (isIdeograph(c)) {
      return trailing(core + Character.charCount(c));
    }
    return Scripts.isThai(c) ? trailing(thai.end(core)) : spacedEnd(core);
  }

  private static boolean isIdeograph(int c) {
    return Scripts.isUnspaced(c) && Character.isLetterOrDigit(c);
  }

  /** Skips the marks and the punctuation that belong to the character before {@code from}. */
  private int trailing(int from) {
    int i = from;
    while (i < to && isTrailing(i)) {
      i += Character.charCount(text.codePointAt(i));
    }
    return Math.min(i, to);
  }

  private boolean isTrailing(int at) {
    char c = text.charAt(at);
    int codePoint = text.codePointAt(at);
    if (WhiteSpace.is(c)) {
      return false;
    }
    boolean mark = !Character.isLetterOrDigit(codePoint) && !isOnlyOpener(c);
    return mark || Characters.joins(text, at);
  }

  private int spacedEnd(int core) {
    int i = core;
    while (i < to && !WhiteSpace.is(text.charAt(i))) {
      int c = text.codePointAt(i);
      if (i > core && (isIdeograph(c) || Scripts.isThai(c))) {
        return beforeOpeners(core, i);
      }
      i += Character.charCount(c);
      if (c == '—' && i < to) {
        return trailing(i);
      }
    }
    return Math.min(i, to);
  }

  private int beforeOpeners(int core, int end) {
    int i = end;
    while (i > core + 1 && isOnlyOpener(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean isOnlyOpener(char c) {
    return Characters.isOpener(c) && !Characters.isCloser(c);
  }
}
