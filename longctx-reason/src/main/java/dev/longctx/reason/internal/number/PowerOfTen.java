package dev.longctx.reason.internal.number;

import dev.longctx.reason.internal.number.StrictNumber.Amount;
import dev.longctx.reason.internal.text.Characters;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Powers of ten: {@code 1e6}, {@code 10^6}, {@code 1.5 x 10^6}, the power maybe raised. */
final class PowerOfTen {

  private static final int MOST_DIGITS = 3;
  private static final char RAISED_MINUS = '\u207B';
  private static final String RAISED =
      "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";
  private static final String TIMES = "x\u00D7\u00B7*";

  private PowerOfTen() {}

  static boolean isExponent(NumberScanner in) {
    boolean letter = in.peek() == 'e' || in.peek() == 'E';
    return letter && (in.isDigit(1) || (in.isSign(1) && in.isDigit(2)));
  }

  /** Reads an exponent behind its factor. */
  static @Nullable Amount exponent(NumberScanner in, BigDecimal factor) {
    in.next();
    return scaled(factor, power(in));
  }

  /** Reads the power behind a factor or behind ten itself, where there is one. */
  static @Nullable Amount behind(NumberScanner in, Amount first) {
    if (startsPower(in)) {
      boolean ten = first.counted() && first.value().compareTo(BigDecimal.TEN) == 0;
      return ten ? raised(in, BigDecimal.ONE) : null;
    }
    int behind = in.position();
    in.skipSpaces();
    if (TIMES.indexOf(in.peek()) >= 0) {
      in.next();
      in.skipSpaces();
      if (in.peek("10")) {
        in.next();
        in.next();
        return startsPower(in) ? raised(in, first.value()) : null;
      }
    }
    in.back(behind);
    return first;
  }

  private static boolean startsPower(NumberScanner in) {
    return in.peek() == '^' || in.peek() == RAISED_MINUS || RAISED.indexOf(in.peek()) >= 0;
  }

  private static @Nullable Amount raised(NumberScanner in, BigDecimal factor) {
    if (!in.skip('^')) {
      return scaled(factor, raisedPower(in));
    }
    boolean braced = in.skip('{');
    Integer power = power(in);
    return braced && !in.skip('}') ? null : scaled(factor, power);
  }

  private static @Nullable Integer power(NumberScanner in) {
    boolean minus = Characters.isMinus(in.peek());
    if (minus || in.peek() == '+') {
      in.next();
    }
    StringBuilder digits = new StringBuilder();
    in.digits(digits);
    return power(digits, minus);
  }

  private static @Nullable Integer raisedPower(NumberScanner in) {
    boolean minus = in.skip(RAISED_MINUS);
    StringBuilder digits = new StringBuilder();
    while (RAISED.indexOf(in.peek()) >= 0) {
      digits.append(RAISED.indexOf(in.next()));
    }
    return power(digits, minus);
  }

  private static @Nullable Integer power(StringBuilder digits, boolean minus) {
    if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
      return null;
    }
    int power = Integer.parseInt(digits.toString());
    return minus ? -power : power;
  }

  private static @Nullable Amount scaled(BigDecimal factor, @Nullable Integer power) {
    return power == null ? null : new Amount(factor.scaleByPowerOfTen(power), false);
  }
}
