package dev.longctx.reason.internal.number;

import dev.longctx.reason.internal.number.StrictNumber.Amount;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Digits in groups of three or in none, decimals, an exponent. */
final class DecimalLiteral {

  /** Of the longest number that is read; converting one takes quadratic time. */
  private static final int MOST_DIGITS = 400;

  private static final String SEPARATORS = ",\u00A0\u202F\u2009\u066C";

  private DecimalLiteral() {}

  /** Reads one, or null where it is malformed or too long. */
  static @Nullable Amount read(NumberScanner in) {
    StringBuilder digits = new StringBuilder();
    boolean grouped = group(in, digits);
    boolean decimals = (in.peek() == '.' || in.peek() == '\u066B') && in.isDigit(1);
    if (decimals) {
      in.next();
      digits.append('.');
      in.digits(digits);
    }
    if (!grouped || goesOn(in) || digits.length() > MOST_DIGITS) {
      return null;
    }
    BigDecimal value = new BigDecimal(digits.toString());
    return PowerOfTen.isExponent(in)
        ? PowerOfTen.exponent(in, value)
        : new Amount(value, isWhole(value));
  }

  /** Whole numbers are so with zeros behind the point too. */
  private static boolean isWhole(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0;
  }

  /** Appends the digits before the point; false where groups are not of three digits. */
  private static boolean group(NumberScanner in, StringBuilder into) {
    in.digits(into);
    boolean groups = into.length() <= 3;
    while (groups && SEPARATORS.indexOf(in.peek()) >= 0 && isGroup(in)) {
      in.next();
      in.digits(into);
    }
    return in.peek() != ',' || !in.isDigit(1);
  }

  private static boolean isGroup(NumberScanner in) {
    return in.isDigit(1) && in.isDigit(2) && in.isDigit(3) && !in.isDigit(4);
  }

  /** 1.2.3, or 1.234,5 of which no one knows the language. */
  private static boolean goesOn(NumberScanner in) {
    return (in.peek() == '.' || in.peek() == ',') && in.isDigit(1);
  }
}
