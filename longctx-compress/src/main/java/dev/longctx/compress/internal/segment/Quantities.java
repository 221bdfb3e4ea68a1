package dev.longctx.compress.internal.segment;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;

/** Numbers, with the signs, currencies, months and units that stand beside them. */
final class Quantities {
  private static final ImmutableSet<String> NUMERALS =
      words(
          """
          zero two three four five six seven eight nine ten eleven twelve thirteen fourteen \
          fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy \
          eighty ninety hundred thousand million billion trillion dozen half\
          """);

  private static final ImmutableSet<String> MONTHS =
      words(
          """
          january february march april may june july august september october november december \
          jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli \
          oktober dezember janvier février mars avril juin juillet août septembre octobre novembre \
          décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre \
          diciembre\
          """);

  private static final ImmutableSet<String> UNITS =
      words(
          """
          % ‰ ° °c °f percent pct point points bps mg g kg µg μg ng t ton tons tonnes ml cl dl l \
          litre litres liter liters gal mm cm m km nm µm μm inch inches ft foot feet yd yards mi \
          mile miles ha acre acres lb lbs oz hz khz mhz ghz v mv kv ma w kw mw gw kwh mwh j kj \
          cal kcal pa kpa mpa bar psi k mol mmol s sec secs second seconds ms ns min mins minute \
          minutes h hr hrs hour hours day days week weeks month months year years decade decades \
          century centuries bc bce ad ce am pm a.m p.m c f kb mb gb tb kib mib gib bit bits byte \
          bytes hundred thousand million millions billion billions trillion mn bn m tn dozen \
          dollar dollars euro euros pound pounds yen yuan cent cents usd eur gbp jpy cny chf inr \
          times fold x × prozent millionen milliarden mio mrd jahre tage stunden millones ans jours \
          heures\
          """);

  private static final ImmutableSet<String> PREFIXES =
      words(
          "$ € £ ¥ ₹ us$ usd eur gbp jpy cny rmb chf inr rs no nos nr § §§ + - − ± ~ ≈ < > ≤ ≥ #");

  private static final String CHINESE_UNITS = "万萬亿億千百十元圆角分年月日号號时時秒个個人次倍岁歲米克吨里公斤升度项名家";
  private static final int MAX_CHINESE_UNIT_CHARS = 3;

  private Quantities() {}

  static void mark(WordMarks marks) {
    for (int i = 0; i < marks.size(); i++) {
      if (isNumber(marks, i)) {
        marks.mark(i);
        markBefore(marks, i - 1);
        markAfter(marks, i + 1);
      }
    }
  }

  private static boolean isNumber(WordMarks marks, int i) {
    for (int at = marks.start(i); at < marks.end(i); at++) {
      if (Character.isDigit(marks.text().charAt(at))) {
        return true;
      }
    }
    return NUMERALS.contains(numeral(marks.folded(i)));
  }

  /** The first part of {@code twenty-five}. */
  private static String numeral(String word) {
    int hyphen = word.indexOf('-');
    return hyphen < 0 ? word : word.substring(0, hyphen);
  }

  private static void markBefore(WordMarks marks, int i) {
    if (i >= 0 && (PREFIXES.contains(sign(marks, i)) || MONTHS.contains(marks.folded(i)))) {
      marks.mark(i);
    }
  }

  /** A sign or currency is punctuation itself, so only a full stop is taken off. */
  private static String sign(WordMarks marks, int i) {
    int end = marks.end(i);
    if (end - marks.start(i) > 4) {
      return "";
    }
    String word = marks.text().substring(marks.start(i), end).toLowerCase(Locale.ROOT);
    return word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
  }

  private static void markAfter(WordMarks marks, int first) {
    int i = first;
    while (i < marks.size() && i < first + MAX_CHINESE_UNIT_CHARS && isChineseUnit(marks, i)) {
      marks.mark(i++);
    }
    if (i == first && i < marks.size() && !marks.closesClause(i - 1) && isUnit(marks.folded(i))) {
      marks.mark(i);
      markAfterMagnitude(marks, i);
    }
  }

  /** {@code 3 million euros}. */
  private static void markAfterMagnitude(WordMarks marks, int i) {
    boolean goesOn = i + 1 < marks.size() && !marks.closesClause(i);
    if (goesOn && marks.folded(i).endsWith("illion") && UNITS.contains(marks.folded(i + 1))) {
      marks.mark(i + 1);
    }
  }

  private static boolean isUnit(String word) {
    int slash = word.indexOf('/');
    return UNITS.contains(slash > 0 ? word.substring(0, slash) : word) || MONTHS.contains(word);
  }

  private static boolean isChineseUnit(WordMarks marks, int i) {
    return CHINESE_UNITS.indexOf(marks.text().charAt(marks.start(i))) >= 0;
  }

  private static ImmutableSet<String> words(String list) {
    return ImmutableSet.copyOf(Splitter.on(' ').omitEmptyStrings().split(list));
  }
}
