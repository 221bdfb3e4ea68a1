package dev.longctx.reason.internal.extract;

import dev.longctx.reason.internal.text.Characters;
import java.util.Locale;
import java.util.Set;

/** Words whose full stop ends no sentence. */
final class Abbreviation {

  private static final int LONGEST = 8;

  /** Of titles, places and firms, with a name or more of one to follow. */
  private static final Set<String> OF_NAMES =
      Set.of(
          "adm", "assn", "ave", "blvd", "bros", "capt", "cf", "cmdr", "co", "col", "corp", "cpl",
          "dept", "dr", "drs", "esp", "fr", "ft", "gen", "gov", "hon", "hons", "inc", "jr", "lt",
          "ltd", "maj", "messrs", "mr", "mrs", "ms", "msgr", "mt", "pres", "prof", "rep", "rev",
          "sen", "sgt", "sr", "st", "ste", "supt", "univ", "viz", "vs");

  /** Abbreviations before a number only; some are words of their own elsewhere. */
  private static final Set<String> OF_NUMBERS =
      Set.of(
          "approx", "apr", "art", "aug", "ca", "ch", "dec", "feb", "fig", "figs", "jan", "jul",
          "jun", "mar", "no", "nos", "nov", "oct", "pp", "sec", "sep", "sept", "vol", "vols");

  /** Words that begin a sentence rather than go on with a name. */
  private static final Set<String> STARTERS =
      Set.of(
          "According",
          "Because",
          "Both",
          "However",
          "It",
          "That",
          "The",
          "Therefore",
          "These",
          "They",
          "This",
          "Thus",
          "Wait",
          "We");

  private Abbreviation() {}

  /**
   * Whether a full stop belongs to an abbreviation or an initial.
   *
   * @param following the word behind, empty where there is none
   */
  static boolean endsAt(String text, int stop, String following) {
    String word = wordBefore(text, stop);
    if (word.isEmpty() || STARTERS.contains(following)) {
      return false;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    return isInitial(word)
        || OF_NAMES.contains(lower)
        || (OF_NUMBERS.contains(lower) && startsWithDigit(following));
  }

  private static boolean isInitial(String word) {
    char c = word.charAt(0);
    return word.length() == 1 && (Character.isUpperCase(c) || Character.isLowerCase(c));
  }

  private static boolean startsWithDigit(String word) {
    return !word.isEmpty() && Character.isDigit(word.charAt(0));
  }

  private static String wordBefore(String text, int end) {
    int from = end;
    while (from > 0 && end - from <= LONGEST && Characters.isWord(text.charAt(from - 1))) {
      from--;
    }
    return text.substring(from, end);
  }
}
