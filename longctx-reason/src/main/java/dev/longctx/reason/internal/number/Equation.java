package dev.longctx.reason.internal.number;

/** What stands ahead of an amount up to its last equals sign. */
final class Equation {

  /** Unicode's mathematical symbols that neither compare nor deny. */
  private static final String CALCULATION = "=\u2248~+|\u00D7\u00F7\u2212\u2044";

  private Equation() {}

  /** Whether the left side only says what is equal, and neither denies nor compares. */
  static boolean isPlain(String left) {
    NumberScanner in = new NumberScanner(left);
    int before = ' ';
    while (!in.atEnd()) {
      if (Character.isLetter(in.peek())) {
        if (NumberWord.isQualifier(in.word())) {
          return false;
        }
        before = 'x';
      } else {
        int sign = in.next();
        if (isComparison(sign) || (before == '/' && sign == '=')) {
          return false;
        }
        before = sign;
      }
    }
    return true;
  }

  private static boolean isComparison(int sign) {
    return sign == '!'
        || (Character.getType(sign) == Character.MATH_SYMBOL && CALCULATION.indexOf(sign) < 0);
  }
}
