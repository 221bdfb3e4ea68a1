package dev.longctx.compress.internal.segment;

/** Tells the full stops that end a sentence from those of abbreviations, initials and ordinals. */
final class FullStops {
  /** Longest word before a full stop that is looked at. */
  private static final int MAX_WORD_CHARS = 20;

  private final String text;
  private final int to;

  FullStops(String text, int to) {
    this.text = text;
    this.to = to;
  }

  /**
   * Tells whether the full stop at {@code stop} ends the sentence that began at {@code start};
   * {@code after} is the end of the marks behind it, {@code next} the first letter of the next
   * word.
   */
  boolean ends(int start, int stop, int after, int next) {
    if (text.charAt(after - 1) == '.' && after > stop + 1) {
      return true;
    }
    int begin = wordBegin(start, stop);
    if (begin == stop) {
      return true;
    }
    String word = text.substring(begin, stop);
    if (Character.isDigit(word.charAt(0))) {
      return endsAfterNumber(word, begin == start, next);
    }
    return endsAfterWord(word, next);
  }

  private int wordBegin(int start, int stop) {
    int floor = Math.max(start, stop - MAX_WORD_CHARS);
    int i = stop;
    while (i > floor && isWordChar(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean isWordChar(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }

  private boolean endsAfterNumber(String number, boolean first, int next) {
    if (number.length() > 3) {
      return true;
    }
    return !first && !Abbreviations.isMonthAfterOrdinal(wordAt(next));
  }

  private boolean endsAfterWord(String word, int next) {
    if (Abbreviations.isTitle(word) || Abbreviations.isDotted(word)) {
      return false;
    }
    if (Abbreviations.isNumbered(word) && isNumber(next)) {
      return false;
    }
    if (word.length() == 1 || isInitialism(word) || Abbreviations.isCommon(word)) {
      return Abbreviations.startsSentence(wordAt(next)) && !followedByStop(next);
    }
    return true;
  }

  /** {@code U.S}, {@code p.m}, {@code Ph.D}: parts of one or two letters. */
  private static boolean isInitialism(String word) {
    int part = 0;
    boolean dotted = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      dotted |= c == '.';
      part = c == '.' || c == '-' ? 0 : part + 1;
      if (part > 2 || Character.isDigit(c)) {
        return false;
      }
    }
    return dotted;
  }

  /** A digit, or a single letter or Roman numeral such as {@code IV}. */
  private boolean isNumber(int next) {
    if (Character.isDigit(text.charAt(next))) {
      return true;
    }
    String word = wordAt(next);
    return word.length() == 1
        || (!word.isEmpty() && word.chars().allMatch(c -> "IVXLC".indexOf(c) >= 0));
  }

  private boolean followedByStop(int next) {
    int end = next + wordAt(next).length();
    return end < to && text.charAt(end) == '.';
  }

  private String wordAt(int begin) {
    int i = begin;
    int limit = Math.min(to, begin + MAX_WORD_CHARS);
    while (i < limit && Character.isLetter(text.charAt(i))) {
      i++;
    }
    return text.substring(begin, i);
  }
}
