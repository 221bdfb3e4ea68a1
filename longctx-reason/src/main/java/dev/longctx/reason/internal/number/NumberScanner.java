package dev.longctx.reason.internal.number;

import dev.longctx.reason.internal.text.Characters;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The position in a phrase, and the amounts and words that begin there. */
final class NumberScanner {

  private static final int MOST_EXPONENT_DIGITS = 3;
  private static final Map<Integer, String> VULGAR =
      Map.of(
          0xBC, "0.25", 0xBD, "0.5", 0xBE, "0.75", 0x215B, "0.125", 0x215C, "0.375", 0x215D,
          "0.625", 0x215E, "0.875");
  private static final String SUPERSCRIPTS =
      "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";

  private final String text;
  private int at;
  private boolean whole;
  private String previousWord = "";
  private String lastWord = "";

  NumberScanner(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  int peek() {
    return atEnd() ? -1 : text.codePointAt(at);
  }

  int next() {
    int point = text.codePointAt(at);
    at += Character.charCount(point);
    return point;
  }

  /** Whether what was read last stood directly behind a letter or digit. */
  boolean beforeIsWord() {
    return at >= 2 && Character.isLetterOrDigit(text.charAt(at - 2));
  }

  /** Whether the amount that was read last is a whole number without an exponent. */
  boolean isWhole() {
    return whole;
  }

  /** The word before the one that was read last. */
  String previousWord() {
    return previousWord;
  }

  String word() {
    int from = at;
    while (!atEnd() && Character.isLetter(peek())) {
      next();
    }
    previousWord = lastWord;
    lastWord = text.substring(from, at).toLowerCase(Locale.ROOT);
    return lastWord;
  }

  boolean startsNumber() {
    return Character.isDigit(peek())
        || VULGAR.containsKey(peek())
        || (peek() == '.' && digitAt(at + 1) && !digitAt(at - 1));
  }

  /** The amount that begins here, or null where it is malformed or glued to a letter. */
  @Nullable BigDecimal amount() {
    if (at > 0 && Character.isLetter(text.charAt(at - 1))) {
      return null;
    }
    whole = true;
    String vulgar = VULGAR.get(peek());
    if (vulgar != null) {
      return vulgar(BigDecimal.ZERO, vulgar);
    }
    BigDecimal first = literal();
    return first == null ? null : continued(first);
  }

  private @Nullable BigDecimal continued(BigDecimal first) {
    String vulgar = VULGAR.get(peek());
    if (vulgar != null) {
      return whole ? vulgar(first, vulgar) : null;
    }
    if (isFractionBar(peek())) {
      return fraction(BigDecimal.ZERO, first);
    }
    if (whole && peek() == ' ' && mixedAhead()) {
      next();
      BigDecimal numerator = literal();
      return numerator == null ? null : fraction(first, numerator);
    }
    return powerOfTen(first);
  }

  private BigDecimal vulgar(BigDecimal first, String fraction) {
    next();
    whole = false;
    return first.add(new BigDecimal(fraction));
  }

  private @Nullable BigDecimal fraction(BigDecimal whole, BigDecimal numerator) {
    next();
    BigDecimal denominator = digitAt(at) ? literal() : null;
    if (denominator == null || denominator.signum() == 0 || isFractionBar(peek())) {
      return null;
    }
    this.whole = false;
    return whole.add(numerator.divide(denominator, MathContext.DECIMAL128));
  }

  /** Digits, a bar and digits: the fraction of a mixed number. */
  private boolean mixedAhead() {
    int ahead = at + 1;
    while (digitAt(ahead)) {
      ahead++;
    }
    return ahead > at + 1
        && ahead < text.length()
        && isFractionBar(text.charAt(ahead))
        && digitAt(ahead + 1);
  }

  /** Digits in groups or not, decimals, an exponent. */
  private @Nullable BigDecimal literal() {
    StringBuilder digits = new StringBuilder();
    if (!GroupedDigits.read(this, digits)) {
      return null;
    }
    if ((peek() == '.' || peek() == '\u066B') && digitAt(at + 1)) {
      whole = false;
      next();
      digits.append('.');
      digits(digits);
    }
    if ((peek() == '.' || peek() == ',') && digitAt(at + 1)) {
      return null; // 1.2.3, or 1.234,5 of which no one knows the language
    }
    BigDecimal value = new BigDecimal(digits.toString());
    return isExponent() ? exponent(value) : value;
  }

  void digits(StringBuilder into) {
    while (digitAt(at)) {
      into.append((char) ('0' + Character.digit(next(), 10)));
    }
  }

  boolean digitAt(int index) {
    return index >= 0 && index < text.length() && Character.isDigit(text.codePointAt(index));
  }

  int position() {
    return at;
  }

  private boolean isExponent() {
    if (peek() != 'e' && peek() != 'E') {
      return false;
    }
    int sign = at + 1 < text.length() ? text.charAt(at + 1) : -1;
    return digitAt(at + 1) || ((sign == '+' || Characters.isMinus(sign)) && digitAt(at + 2));
  }

  private @Nullable BigDecimal exponent(BigDecimal value) {
    next();
    Integer power = power();
    return power == null ? null : scaled(value, power);
  }

  /** {@code a x 10^b}, or {@code 10^b} itself. */
  private @Nullable BigDecimal powerOfTen(BigDecimal first) {
    if (isPower()) {
      return first.compareTo(BigDecimal.TEN) == 0 && whole ? raised(BigDecimal.ONE) : null;
    }
    int start = at;
    skipSpaces();
    if (peek() != 'x' && peek() != '\u00D7' && peek() != '\u00B7' && peek() != '*') {
      at = start;
      return first;
    }
    next();
    skipSpaces();
    if (!text.startsWith("10", at)) {
      at = start;
      return first;
    }
    at += 2;
    return isPower() ? raised(first) : null;
  }

  private boolean isPower() {
    return peek() == '^' || isSuperscript(peek()) || peek() == '\u207B';
  }

  private @Nullable BigDecimal raised(BigDecimal factor) {
    if (peek() == '^') {
      next();
      boolean braced = peek() == '{';
      at += braced ? 1 : 0;
      Integer power = power();
      at += braced && peek() == '}' ? 1 : 0;
      return power == null ? null : scaled(factor, power);
    }
    Integer power = superscriptPower();
    return power == null ? null : scaled(factor, power);
  }

  private BigDecimal scaled(BigDecimal value, int power) {
    whole = false;
    return value.scaleByPowerOfTen(power);
  }

  private @Nullable Integer power() {
    boolean minus = Characters.isMinus(peek());
    at += minus || peek() == '+' ? 1 : 0;
    StringBuilder digits = new StringBuilder();
    digits(digits);
    return power(digits, minus);
  }

  private @Nullable Integer superscriptPower() {
    boolean minus = peek() == '\u207B';
    at += minus ? 1 : 0;
    StringBuilder digits = new StringBuilder();
    while (isSuperscript(peek())) {
      digits.append(SUPERSCRIPTS.indexOf(next()));
    }
    return power(digits, minus);
  }

  private static @Nullable Integer power(StringBuilder digits, boolean minus) {
    if (digits.isEmpty() || digits.length() > MOST_EXPONENT_DIGITS) {
      return null;
    }
    int power = Integer.parseInt(digits.toString());
    return minus ? -power : power;
  }

  private void skipSpaces() {
    while (!atEnd() && Characters.isSpace(peek())) {
      next();
    }
  }

  private static boolean isSuperscript(int c) {
    return c >= 0 && SUPERSCRIPTS.indexOf(c) >= 0;
  }

  private static boolean isFractionBar(int c) {
    return c == '/' || c == '\u2044';
  }
}
