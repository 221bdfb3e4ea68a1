package dev.longctx.reason.internal.number;

import dev.longctx.reason.internal.text.Characters;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as QwenLong-L1's released reward reads it, after DocMath-Eval: what cannot be read is 0.
 *
 * @param value the number; 1 and 0 for true and false
 * @param truth whether it is true or false
 */
public record LegacyNumber(double value, boolean truth) {

  /** Longer texts are 0: the patterns below take quadratic time. */
  private static final int MOST_CHARACTERS = 1_000;

  private static final List<String> DROPPED =
      List.of("£", "€", "¥", "million", "billion", "thousand", "US", "USD", "RMB");

  private static final String FIGURE = "(?:[\\d,]*\\.*\\d+)";
  private static final List<Pattern> UNITS =
      List.of(
          pattern("([-+]?" + FIGURE + ") [^0-9 ]+"),
          pattern("[^0-9 ]+ ([-+]?" + FIGURE + ")"),
          pattern("([-+]?" + FIGURE + ")[^\\d]{1,2}"),
          pattern("[^-+\\d]{1,2}(" + FIGURE + ")"));
  private static final Pattern POWER = pattern("10\\^(-?\\d+)");
  private static final Pattern GROUPED = pattern("[-+]?(\\d{1,3}(,\\d{3})*|(\\d+))(\\.\\d+)?");
  private static final Pattern OPTION = pattern("(?s).*\\([a-d]\\).*");

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
  }

  /**
   * Reads a text.
   *
   * @return the number, or null for an option or a list, which equal nothing
   */
  public static @Nullable LegacyNumber parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return new LegacyNumber(0, false);
    }
    String plain = withoutSigns(Characters.withoutTrailing(Characters.strip(text), '.'));
    Boolean truth = truth(plain);
    if (truth != null) {
      return new LegacyNumber(truth ? 1 : 0, true);
    }
    String figure = arithmetic(withoutUnits(firstOf(plain)));
    return OPTION.matcher(figure).matches() ? null : evaluated(figure);
  }

  private static String withoutSigns(String text) {
    String plain = text;
    for (String word : DROPPED) {
      plain = plain.replace(word, "");
    }
    plain = afterLast(afterLast(plain, '='), '≈');
    return plain.replace("`", "").replace("%", "").replace("$", "").replace("°", "");
  }

  private static String afterLast(String text, char sign) {
    int at = text.lastIndexOf(sign);
    return at < 0 ? text : Characters.strip(text.substring(at + 1));
  }

  private static @Nullable Boolean truth(String text) {
    if (text.contains("True") || text.equals("true") || text.equals("yes")) {
      return true;
    }
    boolean isFalse = text.contains("False") || text.equals("false") || text.equals("no");
    return isFalse ? false : null;
  }

  private static String firstOf(String text) {
    String plain =
        text.contains("approximately") ? Characters.strip(text.replace("approximately", "")) : text;
    int or = plain.indexOf(" or ");
    return or < 0 ? plain : plain.substring(0, or);
  }

  private static String withoutUnits(String text) {
    String figure = text;
    for (Pattern unit : UNITS) {
      Matcher matcher = unit.matcher(figure);
      figure = matcher.matches() ? matcher.group(1) : figure;
    }
    return figure;
  }

  private static String arithmetic(String text) {
    String figure = POWER.matcher(text).replaceAll("math.pow(10, $1)");
    figure = figure.replace(" x ", "*").replace(" × ", "*");
    return GROUPED.matcher(figure).matches() ? figure.replace(",", "") : figure;
  }

  private static @Nullable LegacyNumber evaluated(String figure) {
    try {
      return new LegacyNumber(figure.isEmpty() ? 0 : LegacyExpression.valueOf(figure), false);
    } catch (ArithmeticException e) {
      return isList(figure) ? null : new LegacyNumber(0, false);
    }
  }

  /** Figures parted by commas are a tuple to Python. */
  private static boolean isList(String figure) {
    String[] parts = figure.split(",", -1);
    if (parts.length < 2) {
      return false;
    }
    try {
      for (String part : parts) {
        double unused = LegacyExpression.valueOf(part);
      }
      return true;
    } catch (ArithmeticException e) {
      return false;
    }
  }
}
