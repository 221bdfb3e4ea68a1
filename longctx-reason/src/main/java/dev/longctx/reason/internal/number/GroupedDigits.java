package dev.longctx.reason.internal.number;

/** Whole numbers whose digits stand in groups of three, or in none. */
final class GroupedDigits {

  /** Of the longest number that is read; converting one takes quadratic time. */
  private static final int MOST_DIGITS = 400;

  private static final String SEPARATORS = ",\u00A0\u202F\u2009\u066C";

  private GroupedDigits() {}

  /**
   * Appends the digits, a zero where there are none.
   *
   * @return false where groups are not of three digits, or there are too many
   */
  static boolean read(NumberScanner in, StringBuilder into) {
    int from = in.position();
    in.digits(into);
    int leading = in.position() - from;
    while (isSeparator(in) && leading <= 3 && groupAhead(in)) {
      in.next();
      in.digits(into);
    }
    if (in.peek() == ',' && isSeparator(in)) {
      return false;
    }
    if (into.isEmpty()) {
      into.append('0');
    }
    return into.length() <= MOST_DIGITS;
  }

  private static boolean isSeparator(NumberScanner in) {
    return in.peek() >= 0 && SEPARATORS.indexOf(in.peek()) >= 0 && in.digitAt(in.position() + 1);
  }

  private static boolean groupAhead(NumberScanner in) {
    int at = in.position();
    return in.digitAt(at + 2) && in.digitAt(at + 3) && !in.digitAt(at + 4);
  }
}
