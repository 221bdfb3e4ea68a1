package dev.longctx.compress.internal.segment;

import java.text.BreakIterator;
import java.util.Locale;

/** Finds where words end; opening quotes and brackets go with the word behind them. */
final class WordBreaks {
  /** Longest run of Thai that the JDK's dictionary is asked about at once. */
  private static final int MAX_THAI_CHARS = 200;

  private WordBreaks() {}

  /** End of the word that begins at {@code start}, a character that is not white space. */
  static int next(String text, int start, int to) {
    int core = start;
    while (core < to && Characters.isOpener(text.charAt(core))) {
      core++;
    }
    if (core == to || WhiteSpace.is(text.charAt(core))) {
      return core;
    }
    int c = text.codePointAt(core);
    if (isIdeograph(c)) {
      return trailing(text, core + Character.charCount(c), to);
    }
    return Scripts.isThai(c) ? thaiEnd(text, core, to) : spacedEnd(text, core, to);
  }

  private static boolean isIdeograph(int c) {
    return Scripts.isUnspaced(c) && Character.isLetterOrDigit(c);
  }

  /** Skips the marks and the punctuation that belong to the character before {@code from}. */
  private static int trailing(String text, int from, int to) {
    int i = from;
    while (i < to && isTrailing(text, i)) {
      i += Character.charCount(text.codePointAt(i));
    }
    return Math.min(i, to);
  }

  private static boolean isTrailing(String text, int at) {
    char c = text.charAt(at);
    int codePoint = text.codePointAt(at);
    if (WhiteSpace.is(c)) {
      return false;
    }
    boolean mark = !Character.isLetterOrDigit(codePoint) && !isOnlyOpener(c);
    return mark || Characters.joins(text, at);
  }

  private static int spacedEnd(String text, int core, int to) {
    int i = core;
    while (i < to && !WhiteSpace.is(text.charAt(i))) {
      int c = text.codePointAt(i);
      if (i > core && (isIdeograph(c) || Scripts.isThai(c))) {
        return beforeOpeners(text, core, i);
      }
      i += Character.charCount(c);
      if (c == '—' && i < to) {
        return trailing(text, i, to);
      }
    }
    return Math.min(i, to);
  }

  private static int beforeOpeners(String text, int core, int end) {
    int i = end;
    while (i > core + 1 && isOnlyOpener(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean isOnlyOpener(char c) {
    return Characters.isOpener(c) && !Characters.isCloser(c);
  }

  private static int thaiEnd(String text, int core, int to) {
    int end = core;
    int limit = Math.min(to, core + MAX_THAI_CHARS);
    while (end < limit && Scripts.isThai(text.charAt(end))) {
      end++;
    }
    BreakIterator breaks = BreakIterator.getWordInstance(Locale.forLanguageTag("th"));
    breaks.setText(text.substring(core, end));
    int cut = breaks.next();
    while (cut < end - core && Characters.joins(text, core + cut)) {
      cut = breaks.next();
    }
    return trailing(text, core + cut, to);
  }
}
