package dev.longctx.reason.internal.number;

import dev.longctx.reason.internal.number.StrictNumber.Amount;
import dev.longctx.reason.internal.text.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Reads a phrase with one amount, from left to right, once. Words behind the amount are units and
 * the like, but for those that change it; words ahead of it are those that only lead to it.
 */
final class NumberPhrase {

  private static final String CURRENCIES = "$\u00A3\u20AC\u00A5\u20B9";
  private static final String NOISE = "()[]{}\\`\"'\u2019\u201C\u201D*_,.;:?~\u2248=\u00B0";

  private final NumberScanner in;
  private @Nullable Amount amount;
  private String previous = "";
  private boolean negative;
  private boolean money;
  private boolean behindAmount;

  private NumberPhrase(String phrase) {
    in = new NumberScanner(phrase);
  }

  static @Nullable Amount read(String phrase) {
    int from = Math.max(phrase.lastIndexOf('='), phrase.lastIndexOf('\u2248')) + 1;
    return Equation.isPlain(phrase.substring(0, from))
        ? new NumberPhrase(phrase.substring(from)).read()
        : null;
  }

  private @Nullable Amount read() {
    while (!in.atEnd()) {
      if (!step()) {
        return null;
      }
    }
    return amount;
  }

  /** Reads one sign, word or amount; false where there can be no value any more. */
  private boolean step() {
    if (NumberLiteral.startsAt(in)) {
      return takeAmount();
    }
    if (Character.isLetter(in.peek())) {
      return takeWord(in.word());
    }
    int sign = in.next();
    return Characters.isSpace(sign) || takeSign(sign);
  }

  private boolean takeAmount() {
    Amount read = amount == null ? NumberLiteral.read(in) : null;
    if (read == null) {
      return false;
    }
    amount = negative ? new Amount(read.value().negate(), read.counted()) : read;
    behindAmount = true;
    return true;
  }

  private boolean takeWord(String text) {
    NumberWord word = NumberWord.of(text, previous);
    previous = text;
    return switch (word.role()) {
      case QUALIFIER -> false;
      case NEGATIVE -> takeNegative();
      case CURRENCY -> takeCurrency();
      case PERCENT, SCALE -> scale(word.power());
      case SHORT_SCALE -> behindAmount ? money && scale(word.power()) : takeUnit(text);
      case LEAD -> takeUnit(text);
      case UNIT -> amount != null && takeUnit(text);
    };
  }

  private boolean takeUnit(String text) {
    behindAmount &= text.equals("per"); // per cent
    return amount != null || !negative;
  }

  private boolean takeCurrency() {
    money = true;
    return true;
  }

  private boolean takeNegative() {
    if (amount != null || negative) {
      return false;
    }
    negative = true;
    return true;
  }

  private boolean takeSign(int sign) {
    if (sign == '%') {
      return scale(-2);
    }
    if (Characters.isMinus(sign)) {
      return takeMinus();
    }
    if (isCurrency(sign)) {
      return takeCurrency();
    }
    return sign == '+' ? amount == null && NumberLiteral.startsAt(in) : NOISE.indexOf(sign) >= 0;
  }

  /** A minus leads an amount, with only a currency between; else it is a hyphen. */
  private boolean takeMinus() {
    boolean leads = NumberLiteral.startsAt(in);
    if (amount != null || in.isBehindWord(2)) {
      return !leads;
    }
    return (leads || isCurrency(in.peek())) && takeNegative();
  }

  /** Scales the amount that was just read; nothing scales a percentage again. */
  private boolean scale(int power) {
    Amount unscaled = amount;
    if (unscaled == null || !behindAmount) {
      return false;
    }
    amount = new Amount(unscaled.value().scaleByPowerOfTen(power), false);
    behindAmount = power > 0;
    return true;
  }

  private static boolean isCurrency(int c) {
    return CURRENCIES.indexOf(c) >= 0;
  }
}
