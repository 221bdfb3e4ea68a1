package dev.longctx.reason.internal.extract;

import dev.longctx.reason.internal.text.Characters;

/** Brackets and signs around a whole answer. */
final class Wrapping {

  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";
  private static final char FORMULA = '$';

  /** A few are layout, more are not worth reading. */
  private static final int MOST = 4;

  private Wrapping() {}

  static String removed(String answer) {
    String inner = answer;
    for (int i = 0; i < MOST && isWrapped(inner); i++) {
      inner = Characters.strip(inner.substring(1, inner.length() - 1));
    }
    return inner;
  }

  private static boolean isWrapped(String answer) {
    if (answer.length() < 2) {
      return false;
    }
    int kind = OPENING.indexOf(answer.charAt(0));
    return kind >= 0
        ? closes(answer, OPENING.charAt(kind), CLOSING.charAt(kind)) == answer.length() - 1
        : answer.charAt(0) == FORMULA && answer.indexOf(FORMULA, 1) == answer.length() - 1;
  }

  /** Where the bracket that begins a text is closed; its length where nowhere. */
  private static int closes(String text, char opening, char closing) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == opening ? 1 : c == closing ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return text.length();
  }
}
