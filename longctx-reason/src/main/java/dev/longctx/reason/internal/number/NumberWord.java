package dev.longctx.reason.internal.number;

import java.util.Map;
import java.util.Set;

/**
 * What a word beside an amount does to it.
 *
 * @param role the kind of effect
 * @param power the power of ten that a scale or percent stands for
 */
record NumberWord(Role role, int power) {

  enum Role {
    /** Makes the amount another one, or one of several. */
    QUALIFIER,
    /** May stand ahead of the amount. */
    LEAD,
    NEGATIVE,
    CURRENCY,
    PERCENT,
    SCALE,
    /** Metres or millions: only a currency tells. */
    SHORT_SCALE,
    /** All else, which may stand behind the amount. */
    UNIT
  }

  private static final Set<String> QUALIFIERS =
      words(
          "not no never neither nor or either between than least most over under "
              + "above below except but versus vs plus times divided squared cubed basis "
              + "bps dozen half quarter third non cannot unknown isn wasn aren weren don "
              + "doesn didn wouldn couldn ain up less more fewer greater exceeds wrong "
              + "false incorrect unequal hardly barely double twice triple pi \u03C0 pair "
              + "score gross grand myriad mille halves neq ne geq ge leq le gt lt");

  /** Numbers in words, and parts of one. */
  private static final Set<String> NUMBERS =
      words(
          "zero one two three four five six seven eight nine ten eleven twelve "
              + "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
              + "thirty forty fifty sixty seventy eighty ninety fourth fifth sixth "
              + "seventh eighth ninth tenth hundredth thousandth millionth billionth");

  /** All that says no more than that an amount follows, and LaTeX's commands around one. */
  private static final Set<String> LEADS =
      words(
          "the an is was are were it about approximately approx around roughly "
              + "circa ca nearly almost exactly precisely only just equal equals to total "
              + "totals of sum amount amounts value number in at year us boxed text "
              + "textbf mathrm mathbf");

  private static final Set<String> CURRENCIES = Set.of("usd", "eur", "gbp", "rmb", "cny", "jpy");

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

  /** Whether a word makes an amount another one wherever it stands. */
  static boolean isQualifier(String word) {
    return !SCALES.containsKey(singular(word)) && role(word, "") == Role.QUALIFIER;
  }

  /** The effect of a word, in lower case, behind another one. */
  static NumberWord of(String word, String previous) {
    Integer scale = SCALES.get(singular(word));
    if (scale != null) {
      return new NumberWord(previous.equals("per") ? Role.QUALIFIER : Role.SCALE, scale);
    }
    Integer shortScale = SHORT_SCALES.get(word);
    return shortScale != null
        ? new NumberWord(Role.SHORT_SCALE, shortScale)
        : new NumberWord(role(word, previous), -2);
  }

  private static Role role(String word, String previous) {
    if (changesAmount(word) || changesAmount(singular(word))) {
      return Role.QUALIFIER;
    }
    if (word.length() == 1 || LEADS.contains(word)) {
      return Role.LEAD;
    }
    return switch (word) {
      case "minus", "negative" -> Role.NEGATIVE;
      case "percent", "percentage", "pct" -> Role.PERCENT;
      case "cent" -> previous.equals("per") ? Role.PERCENT : Role.UNIT;
      default -> CURRENCIES.contains(word) ? Role.CURRENCY : Role.UNIT;
    };
  }

  /** Whether a word counts, denies, compares, or is a scale that is not known here. */
  private static boolean changesAmount(String word) {
    return QUALIFIERS.contains(word)
        || NUMBERS.contains(word)
        || word.endsWith("illion")
        || word.endsWith("illionth");
  }

  private static Set<String> words(String spaced) {
    return Set.of(spaced.split(" "));
  }

  private static String singular(String word) {
    return word.length() > 2 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }
}
