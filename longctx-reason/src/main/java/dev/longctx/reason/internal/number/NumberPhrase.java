package dev.longctx.reason.internal.number;

import dev.longctx.reason.internal.number.StrictNumber.Amount;
import dev.longctx.reason.internal.text.Characters;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a phrase with one amount, from left to right, once. Words around the amount are units and
 * the like, but for those that qualify it.
 */
final class NumberPhrase {

  private static final Set<String> QUALIFIERS =
      Set.of(
          "not", "no", "never", "neither", "nor", "or", "either", "between", "than", "least",
          "most", "over", "under", "above", "below", "except", "but", "versus", "vs", "plus",
          "times", "divided", "squared", "cubed", "basis", "bps", "dozen", "half", "quarter",
          "third", "non", "cannot", "unknown", "isn", "wasn", "don");

  private static final Set<String> NEGATIVE = Set.of("minus", "negative");
  private static final Set<String> MONEY = Set.of("usd", "eur", "gbp", "rmb", "cny", "jpy");
  private static final Set<String> PERCENT = Set.of("percent", "pct", "percentage");

  private static final Map<String, Integer> SCALES =
      Map.ofEntries(
          Map.entry("hundred", 2),
          Map.entry("thousand", 3),
          Map.entry("k", 3),
          Map.entry("lakh", 5),
          Map.entry("million", 6),
          Map.entry("mn", 6),
          Map.entry("crore", 7),
          Map.entry("billion", 9),
          Map.entry("bn", 9),
          Map.entry("trillion", 12),
          Map.entry("tn", 12));

  private static final Map<String, Integer> SHORT_SCALES = Map.of("m", 6, "b", 9, "t", 12);

  private static final String CURRENCIES = "$\u00A3\u20AC\u00A5\u20B9";
  private static final String NOISE = "()[]{}\\`\"'\u2019\u201C\u201D*_,.;:?~\u2248=\u00B0";

  private final NumberScanner in;
  private @Nullable Amount amount;
  private boolean negative;
  private boolean money;
  private boolean behindAmount;

  private NumberPhrase(String phrase) {
    in = new NumberScanner(phrase);
  }

  static @Nullable Amount read(String phrase) {
    int from = Math.max(phrase.lastIndexOf('='), phrase.lastIndexOf('\u2248')) + 1;
    return new NumberPhrase(phrase.substring(from)).read();
  }

  private @Nullable Amount read() {
    while (!in.atEnd()) {
      if (!step()) {
        return null;
      }
    }
    return negative && amount == null ? null : amount;
  }

  /** Reads one sign, word or amount; false ends it without a value. */
  private boolean step() {
    int c = in.peek();
    if (Characters.isSpace(c)) {
      in.next();
      return true;
    }
    if (in.startsNumber()) {
      return takeAmount();
    }
    if (Character.isLetter(c)) {
      return takeWord(in.word());
    }
    return takeSign(in.next());
  }

  private boolean takeAmount() {
    BigDecimal value = amount == null ? in.amount() : null;
    if (value == null) {
      return false;
    }
    amount = new Amount(negative ? value.negate() : value, in.isWhole());
    behindAmount = true;
    return true;
  }

  private boolean takeWord(String word) {
    Amount current = amount;
    if (QUALIFIERS.contains(word)) {
      return false;
    }
    if (NEGATIVE.contains(word)) {
      return takeNegative();
    }
    money |= MONEY.contains(word);
    boolean follows = current != null && behindAmount;
    if (follows && !money && SHORT_SCALES.containsKey(word)) {
      return false; // metres or millions: only money tells
    }
    if (PERCENT.contains(word) || (word.equals("cent") && in.previousWord().equals("per"))) {
      return follows && current != null && scale(current, -2, false);
    }
    Integer power = power(word, follows);
    if (power != null) {
      return follows && current != null && scale(current, power, true);
    }
    behindAmount &= word.equals("per"); // per cent
    return current != null || !negative;
  }

  private boolean takeNegative() {
    boolean leads = amount == null && !negative;
    negative = true;
    return leads;
  }

  private static @Nullable Integer power(String word, boolean follows) {
    Integer power = SCALES.get(singular(word));
    return power == null && follows ? SHORT_SCALES.get(word) : power;
  }

  private boolean takeSign(int c) {
    Amount current = amount;
    if (c == '%') {
      return current != null && behindAmount && scale(current, -2, false);
    }
    if (Characters.isMinus(c)) {
      return takeMinus();
    }
    if (CURRENCIES.indexOf(c) >= 0) {
      money = true;
      return true;
    }
    return c == '+' ? amount == null && in.startsNumber() : NOISE.indexOf(c) >= 0;
  }

  /** A minus leads an amount, with only a currency between; else it is a hyphen. */
  private boolean takeMinus() {
    if (amount != null || in.beforeIsWord()) {
      return !in.startsNumber();
    }
    boolean leads = in.startsNumber() || (!in.atEnd() && CURRENCIES.indexOf(in.peek()) >= 0);
    if (!leads || negative) {
      return false;
    }
    negative = true;
    return true;
  }

  private boolean scale(Amount current, int power, boolean again) {
    behindAmount = again;
    amount = new Amount(current.value().scaleByPowerOfTen(power), false);
    return true;
  }

  private static String singular(String word) {
    return word.length() > 2 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }
}
