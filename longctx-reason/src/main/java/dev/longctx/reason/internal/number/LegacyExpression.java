package dev.longctx.reason.internal.number;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of an arithmetic text, for parity with a reward that had Python evaluate it. Decimal
 * literals, parentheses, {@code pow(a, b)} and the operators {@code + - * / **} with Python's
 * precedence, in double precision; length and depth are bounded, everything else is an error.
 */
final class LegacyExpression {

  private static final int MOST_CHARACTERS = 200;
  private static final int MOST_DEPTH = 60;

  /** Python allows leading zeros before a point, and in zero itself. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?:[0-9]+\\.[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
              + "|(?:[0-9]+)[eE][-+]?[0-9]+|0+(?![0-9])|[1-9][0-9]*");

  private static final String POW = "math.pow(10, ";

  private final String text;
  private int at;
  private int depth;

  private LegacyExpression(String text) {
    this.text = text;
  }

  /**
   * Evaluates a text.
   *
   * @throws ArithmeticException if it is no such expression or has no finite value
   */
  static double valueOf(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new ArithmeticException("too long");
    }
    LegacyExpression expression = new LegacyExpression(text.strip());
    double value = expression.sum();
    expression.expectEnd();
    return value;
  }

  private double sum() {
    enter();
    double value = product();
    while (peek('+') || peek('-')) {
      boolean plus = text.charAt(at++) == '+';
      double next = product();
      value = plus ? value + next : value - next;
    }
    depth--;
    return value;
  }

  private double product() {
    double value = signed();
    while ((peek('*') && !text.startsWith("**", at)) || peek('/')) {
      boolean times = text.charAt(at++) == '*';
      double next = signed();
      value = times ? value * next : divided(value, next);
    }
    return value;
  }

  private double signed() {
    enter();
    double value;
    if (peek('-')) {
      at++;
      value = -signed();
    } else if (peek('+')) {
      at++;
      value = signed();
    } else {
      value = power();
    }
    depth--;
    return value;
  }

  private double power() {
    double base = atom();
    skipSpaces();
    if (!text.startsWith("**", at)) {
      return base;
    }
    at += 2;
    return raised(base, signed());
  }

  private double atom() {
    skipSpaces();
    if (text.startsWith(POW, at)) {
      at += POW.length();
      double value = raised(10, sum());
      expect(')');
      return value;
    }
    if (peek('(')) {
      at++;
      double value = sum();
      expect(')');
      return value;
    }
    return literal();
  }

  private double literal() {
    Matcher matcher = LITERAL.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw new ArithmeticException("expected a number at " + at);
    }
    at = matcher.end();
    return Double.parseDouble(matcher.group());
  }

  private static double divided(double a, double b) {
    if (b == 0) {
      throw new ArithmeticException("division by zero");
    }
    return a / b;
  }

  private static double raised(double base, double exponent) {
    double value = Math.pow(base, exponent);
    if (!Double.isFinite(value)) {
      throw new ArithmeticException("out of range");
    }
    return value;
  }

  private boolean peek(char c) {
    skipSpaces();
    return at < text.length() && text.charAt(at) == c;
  }

  private void expect(char c) {
    if (!peek(c)) {
      throw new ArithmeticException("expected " + c + " at " + at);
    }
    at++;
  }

  private void expectEnd() {
    skipSpaces();
    if (at < text.length()) {
      throw new ArithmeticException("expected the end at " + at);
    }
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private void enter() {
    if (++depth > MOST_DEPTH) {
      throw new ArithmeticException("too deep");
    }
  }
}
