package dev.longctx.reason.internal.extract;

import dev.longctx.reason.internal.text.Characters;

/** Where the first sentence of an answer ends. */
final class SentenceEnd {

  /** Full stops and the like of scripts that put no space behind them, or have no other use. */
  private static final String TERMINALS = "\u3002\uFF61\uFF01\uFF1F\u061F\u0964";

  private static final String CLOSING = "\"\u201D'\u2019*_`";
  private static final String LINE_BREAKS = "\n\r\u000B\f\u0085\u2028\u2029";

  private SentenceEnd() {}

  /** The index behind the sentence, the text's length at most. */
  static int of(String text) {
    int at = 0;
    while (at < text.length()) {
      if (isLineBreak(text.charAt(at))) {
        int behindMarker = ListItem.behindMarker(text, behindLineBreak(text, at));
        if (behindMarker < 0) {
          return at;
        }
        at = behindMarker;
      } else if (ends(text, at)) {
        return at;
      } else {
        at++;
      }
    }
    return at;
  }

  private static boolean ends(String text, int at) {
    char c = text.charAt(at);
    if (TERMINALS.indexOf(c) >= 0) {
      return true;
    }
    if (c != '.' && c != '!' && c != '?') {
      return false;
    }
    int next = behindClosing(text, at + 1);
    if (next >= text.length() || !Characters.isSpace(text.charAt(next))) {
      return false;
    }
    String following = wordBehind(text, next);
    return c == '.' ? !Abbreviation.endsAt(text, at, following) : !startsLow(following);
  }

  /** A name that ends in a mark goes on so: Panic! at the Disco. */
  private static boolean startsLow(String word) {
    return !word.isEmpty() && Character.isLowerCase(word.charAt(0));
  }

  private static int behindLineBreak(String text, int at) {
    boolean pair = text.startsWith("\r\n", at);
    return at + (pair ? 2 : 1);
  }

  private static int behindClosing(String text, int from) {
    int at = from;
    while (at < text.length() && at - from < 4 && CLOSING.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** The word behind one white space, of a few characters, as far as more does not matter. */
  private static String wordBehind(String text, int space) {
    int from = space + 1;
    int to = from;
    while (to < text.length() && to - from <= 12 && Characters.isWord(text.charAt(to))) {
      to++;
    }
    return text.substring(from, to);
  }

  private static boolean isLineBreak(char c) {
    return LINE_BREAKS.indexOf(c) >= 0;
  }
}
