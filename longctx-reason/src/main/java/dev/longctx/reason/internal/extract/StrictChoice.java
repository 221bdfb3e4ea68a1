package dev.longctx.reason.internal.extract;

import dev.longctx.reason.internal.text.Characters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one letter that the last statement gives. */
public final class StrictChoice {

  private static final String ANNOUNCEMENT = "the correct answer is";
  private static final int MOST_AHEAD = 64;

  private static final String OPENING = "[(\\[{\"'`_$\u201C\u2018]";
  private static final String CLOSING = "[)\\]}\"'`_$\u201D\u2019]";
  private static final String NOUN = "(?:(?i:option|choice|answer|letter)\\s{1,8})?";
  private static final String WRAPPED =
      OPENING + "{1,4}\\s{0,8}([A-Da-d])\\s{0,8}" + CLOSING + "{1,4}";

  /** A wrapped letter, or a bare one that begins no word and no phrase such as "A dog". */
  private static final Pattern LETTER =
      Pattern.compile(
          "\\s{0,8}:?\\s{0,8}"
              + NOUN
              + "(?:"
              + WRAPPED
              + "|([A-D])(?![\\p{L}\\p{N}'\u2019])"
              + "(?<!A(?=\\s{1,8}(?!because|since|as\\b)\\p{Ll})))");

  /** What joins letters: any sign but a full stop, and words of the kind of "or maybe". */
  private static final String JOINT =
      "(?:\\s{0,8}(?:[^\\p{L}\\p{N}\\s.]|(?i:and|or|also|maybe|perhaps|possibly|then|but|plus"
          + "|as\\s{1,4}well\\s{1,4}as)\\b)){0,6}\\s{0,8}";

  /** A second letter in the same breath. */
  private static final Pattern ANOTHER =
      Pattern.compile(JOINT + NOUN + "(?:" + WRAPPED + "|[A-D](?:\\)|\\b(?!\\s{1,8}\\p{L}))).*");

  private static final Pattern PLAIN =
      Pattern.compile(
          NOUN
              + OPENING
              + "{0,4}\\s{0,8}([A-Da-d])\\s{0,8}"
              + CLOSING
              + "{0,4}[.]?"
              + CLOSING
              + "{0,4}");

  private StrictChoice() {}

  static @Nullable String of(String answerText) {
    String announced = LastStatement.of(answerText.replace("*", ""), ANNOUNCEMENT);
    if (announced == null) {
      return null;
    }
    String statement = Markers.layoutRemoved(announced);
    Matcher matcher = LETTER.matcher(statement);
    if (!matcher.lookingAt() || ANOTHER.matcher(line(statement, matcher.end())).matches()) {
      return null;
    }
    return letter(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
  }

  /** The letter of a gold answer or a vote that is nothing else. */
  public static @Nullable String ofPlain(String answer) {
    if (answer.length() > StrictText.MOST_CHARACTERS) {
      return null;
    }
    Matcher matcher = PLAIN.matcher(Characters.strip(Markers.layoutRemoved(answer)));
    return matcher.matches() ? letter(matcher.group(1)) : null;
  }

  private static @Nullable String letter(@Nullable String found) {
    return found == null ? null : String.valueOf(Character.toUpperCase(found.charAt(0)));
  }

  private static String line(String statement, int from) {
    int end = Math.min(statement.length(), from + MOST_AHEAD);
    int newline = statement.indexOf('\n', from);
    return statement.substring(from, newline >= 0 && newline < end ? newline : end);
  }
}
