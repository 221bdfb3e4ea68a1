package dev.longctx.reason.internal.extract;

import dev.longctx.reason.internal.text.Characters;
import java.util.Locale;
import java.util.Set;

/** Where the first sentence of an answer ends. */
final class SentenceEnd {

  private static final int LONGEST_ABBREVIATION = 3;
  private static final Set<String> LONG_ABBREVIATIONS =
      Set.of("prof", "capt", "corp", "approx", "dept", "assn", "hons", "univ", "messrs", "cent");

  private SentenceEnd() {}

  /** The index behind the sentence, the text's length at most. */
  static int of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isBlankLine(text, i) || isFullStop(text, i)) {
        return i;
      }
    }
    return text.length();
  }

  private static boolean isBlankLine(String text, int at) {
    if (text.charAt(at) != '\n') {
      return false;
    }
    int next = at + 1;
    while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\r')) {
      next++;
    }
    return next < text.length() && text.charAt(next) == '\n';
  }

  /** A full stop behind a number or a word that is no abbreviation, with a word to follow. */
  private static boolean isFullStop(String text, int at) {
    if (text.charAt(at) != '.' || at + 1 >= text.length()) {
      return false;
    }
    return Characters.isSpace(text.charAt(at + 1)) && !isAbbreviation(wordBefore(text, at));
  }

  private static boolean isAbbreviation(String word) {
    return !word.isEmpty()
        && !word.codePoints().anyMatch(Character::isDigit)
        && (word.length() <= LONGEST_ABBREVIATION
            || LONG_ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT)));
  }

  /** At most as many characters as an abbreviation may have, and one more. */
  private static String wordBefore(String text, int end) {
    int from = end;
    while (from > 0 && end - from <= 8 && Characters.isWord(text.charAt(from - 1))) {
      from--;
    }
    return text.substring(from, end);
  }
}
