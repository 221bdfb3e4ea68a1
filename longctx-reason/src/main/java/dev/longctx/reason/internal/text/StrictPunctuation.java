package dev.longctx.reason.internal.text;

/**
 * Keeps, drops or turns into a space each punctuation mark of a text. What is already written
 * decides, not what was read, so that a second pass changes nothing.
 */
final class StrictPunctuation {

  private static final String APOSTROPHES = "'\u2019\u2018\u02BC`\u00B4";

  private static final char UNEQUAL = '\u2260';

  private final String text;
  private final StringBuilder kept;
  private int at;

  StrictPunctuation(String text) {
    this.text = text;
    this.kept = new StringBuilder(text.length());
  }

  String resolved() {
    while (at < text.length()) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      write(point);
    }
    return kept.toString().stripTrailing();
  }

  private void write(int point) {
    if (Character.isDigit(point)) {
      kept.append((char) ('0' + Character.digit(point, 10)));
    } else if (point == '.') {
      keepIf(digitBefore() && digitAt(at), '.');
    } else if (APOSTROPHES.indexOf(point) >= 0) {
      return; // joins
    } else if (point == '%') {
      percent();
    } else if (isComparison(point)) {
      comparison(point);
    } else if (point == ',') {
      spaceUnless(digitBefore() && isThousand());
    } else if (Characters.isMinus(point) && startsWord() && digitAt(at)) {
      kept.append('-');
    } else if ((point == '+' || point == '#') && signsName()) {
      kept.append((char) point);
    } else if (parts(point)) {
      Words.space(kept);
    } else {
      kept.appendCodePoint(point);
    }
  }

  /** Whether a character parts words; a minus that signs no number is no better than a hyphen. */
  private static boolean parts(int point) {
    return Characters.isSpace(point)
        || Characters.isPunctuation(point)
        || Characters.isMinus(point);
  }

  /** Less, greater, or one of the spellings of unequal. */
  private boolean isComparison(int point) {
    return point == '<' || point == '>' || ((point == '!' || point == '/') && isEqualsSign(at));
  }

  private boolean isEqualsSign(int index) {
    return index < text.length() && text.charAt(index) == '=';
  }

  private void comparison(int point) {
    boolean unequal = point == '!' || point == '/';
    at += unequal ? 1 : 0;
    Words.space(kept);
    kept.append(unequal ? UNEQUAL : (char) point).append(' ');
  }

  private void keepIf(boolean keep, char c) {
    if (keep) {
      kept.append(c);
    }
  }

  private void spaceUnless(boolean join) {
    if (!join) {
      Words.space(kept);
    }
  }

  private void percent() {
    int end = kept.length();
    if (end > 1 && last() == ' ' && isAsciiDigit(kept.charAt(end - 2))) {
      kept.setLength(end - 1);
    }
    if (digitBefore()) {
      kept.append('%');
    } else {
      Words.space(kept);
    }
  }

  private boolean isThousand() {
    return digitAt(at) && digitAt(at + 1) && digitAt(at + 2) && !digitAt(at + 3);
  }

  private boolean digitAt(int index) {
    return index < text.length() && Character.isDigit(text.codePointAt(index));
  }

  private boolean digitBefore() {
    return isAsciiDigit(last());
  }

  private boolean startsWord() {
    return kept.isEmpty() || last() == ' ';
  }

  private boolean signsName() {
    return last() == '+' || last() == '#' || Character.isLetterOrDigit(last());
  }

  private char last() {
    return kept.isEmpty() ? ' ' : kept.charAt(kept.length() - 1);
  }

  private static boolean isAsciiDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
