package dev.longctx.reason.internal.number;

import dev.longctx.reason.internal.number.StrictNumber.Amount;
import dev.longctx.reason.internal.text.Characters;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decimal, a fraction, a mixed number or a power of ten. */
final class NumberLiteral {

  private static final Map<Integer, String> VULGAR =
      Map.of(
          0xBC, "0.25",
          0xBD, "0.5",
          0xBE, "0.75",
          0x215B, "0.125",
          0x215C, "0.375",
          0x215D, "0.625",
          0x215E, "0.875");

  private NumberLiteral() {}

  static boolean startsAt(NumberScanner in) {
    boolean point = in.peek() == '.' && in.isDigit(1) && !in.isDigit(-1);
    return in.isDigit(0) || point || VULGAR.containsKey(in.peek());
  }

  /** Reads one, or null where it is malformed or glued to a letter. */
  static @Nullable Amount read(NumberScanner in) {
    if (in.isBehindWord(1)) {
      return null;
    }
    if (VULGAR.containsKey(in.peek())) {
      return vulgar(in, BigDecimal.ZERO);
    }
    Amount first = DecimalLiteral.read(in);
    return first == null ? null : continued(in, first);
  }

  private static @Nullable Amount continued(NumberScanner in, Amount first) {
    if (VULGAR.containsKey(in.peek())) {
      return first.counted() ? vulgar(in, first.value()) : null;
    }
    if (isBar(in.peek())) {
      return fraction(in, BigDecimal.ZERO, first);
    }
    int behind = in.position();
    if (first.counted() && Characters.isSpace(in.peek())) {
      in.next();
      Amount numerator = in.isDigit(0) ? DecimalLiteral.read(in) : null;
      if (numerator != null && numerator.counted() && isBar(in.peek())) {
        return fraction(in, first.value(), numerator);
      }
      in.back(behind);
    }
    return PowerOfTen.behind(in, first);
  }

  private static @Nullable Amount vulgar(NumberScanner in, BigDecimal whole) {
    String fraction = VULGAR.get(in.next());
    return fraction == null ? null : new Amount(whole.add(new BigDecimal(fraction)), false);
  }

  private static @Nullable Amount fraction(NumberScanner in, BigDecimal whole, Amount numerator) {
    in.next();
    Amount denominator = in.isDigit(0) ? DecimalLiteral.read(in) : null;
    if (denominator == null || denominator.value().signum() == 0 || isBar(in.peek())) {
      return null;
    }
    BigDecimal part = numerator.value().divide(denominator.value(), MathContext.DECIMAL128);
    return new Amount(whole.add(part), false);
  }

  private static boolean isBar(int c) {
    return c == '/' || c == '\u2044';
  }
}
