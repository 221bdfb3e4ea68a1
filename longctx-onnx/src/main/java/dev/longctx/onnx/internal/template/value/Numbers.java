package dev.longctx.onnx.internal.template.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic of integers, floats and booleans as Python does it, integers within 64 bits. */
public final class Numbers {

  private static final int MAX_DIGITS = 17;
  private static final int FIRST_SCIENTIFIC = 16;
  private static final int LAST_SCIENTIFIC = -5;

  private Numbers() {}

  /** Whether a value counts as a number. */
  public static boolean isNumber(Value value) {
    return isIntegral(value) || value instanceof Real;
  }

  /** Whether a value counts as an integer. */
  public static boolean isIntegral(Value value) {
    return value instanceof Int || value instanceof Bool;
  }

  /** An integral value. */
  public static long integer(Value value) {
    return value instanceof Int number ? number.number() : value == Bool.TRUE ? 1 : 0;
  }

  /** A number as a float. */
  public static double real(Value value) {
    return value instanceof Real number ? number.number() : integer(value);
  }

  /** The result of one of the operators {@code + - * / // % **}. */
  public static Value apply(String operator, Value left, Value right) {
    if (!operator.equals("/") && isIntegral(left) && isIntegral(right)) {
      return integral(operator, integer(left), integer(right));
    }
    return new Real(real(operator, real(left), real(right)));
  }

  /** The negative of a number. */
  public static Value negate(Value value) {
    return value instanceof Real real ? new Real(-real.number()) : apply("-", new Int(0), value);
  }

  private static Value integral(String operator, long left, long right) {
    try {
      return switch (operator) {
        case "+" -> new Int(Math.addExact(left, right));
        case "-" -> new Int(Math.subtractExact(left, right));
        case "*" -> new Int(Math.multiplyExact(left, right));
        case "//" -> new Int(floorDivide(left, right));
        case "%" -> new Int(Math.floorMod(left, divisor(right)));
        default -> power(left, right);
      };
    } catch (ArithmeticException e) {
      throw new TemplateError(
          "expected an integer of 64 bits, found %d %s %d".formatted(left, operator, right));
    }
  }

  private static long floorDivide(long left, long right) {
    return right == -1 ? Math.negateExact(left) : Math.floorDiv(left, divisor(right));
  }

  private static long divisor(long number) {
    if (number == 0) {
      throw new TemplateError("expected a divisor other than 0");
    }
    return number;
  }

  private static Value power(long base, long exponent) {
    if (exponent < 0) {
      return new Real(real("**", (double) base, (double) exponent));
    }
    if (Math.abs(base) <= 1) {
      return new Int(exponent == 0 || (base < 0 && exponent % 2 == 0) ? 1 : base);
    }
    long power = 1;
    for (long i = 0; i < exponent; i++) {
      power = Math.multiplyExact(power, base);
    }
    return new Int(power);
  }

  private static double real(String operator, double left, double right) {
    if (right == 0 && "/ // %".contains(operator)) {
      throw new TemplateError("expected a divisor other than 0");
    }
    return switch (operator) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> left / right;
      case "//" -> Double.isInfinite(left) ? Double.NaN : Math.floor(left / right);
      case "%" -> left - right * Math.floor(left / right);
      default -> Math.pow(left, right);
    };
  }

  /** A float in the fewest digits that give it back, in Python's notation. */
  public static String print(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(number);
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent < FIRST_SCIENTIFIC && exponent > LAST_SCIENTIFIC) {
      return shortest.scale() <= 0
          ? shortest.setScale(1).toPlainString()
          : shortest.toPlainString();
    }
    return scientific(shortest, exponent);
  }

  private static String scientific(BigDecimal number, int exponent) {
    String digits = number.unscaledValue().abs().toString();
    return (number.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  private static BigDecimal shortest(double number) {
    BigDecimal exact = new BigDecimal(number);
    for (int digits = 1; digits < MAX_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == number) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }
}
