package dev.longctx.reason.internal.extract;

import dev.longctx.reason.internal.text.Characters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one letter that the last statement gives. */
public final class StrictChoice {

  private static final String ANNOUNCEMENT = "the correct answer is";
  private static final int MOST_AHEAD = 64;

  /** A letter in brackets, or a bare one that begins no word and no phrase such as "A dog". */
  private static final Pattern LETTER =
      Pattern.compile(
          "\\s{0,8}:?\\s{0,8}(?:\\(\\s{0,8}([A-Da-d])\\s{0,8}\\)|([A-D])(?![\\p{L}\\p{N}'\u2019])"
              + "(?<!A(?=\\s{1,8}(?!because|since|as\\b)\\p{Ll})))");

  /** A second letter in the same breath. */
  private static final Pattern ANOTHER =
      Pattern.compile(
          "(?:\\s{0,8}(?:[,;/&|+]|(?i:and/or|and|or)\\b)){1,3}\\s{0,8}"
              + "\\(?[A-D](?:\\)|\\b(?!\\s{1,8}\\p{L})).*|\\s{0,8}\\([A-D]\\).*");

  private static final Pattern PLAIN = Pattern.compile("\\(?([A-Da-d])\\)?[.]?");

  private StrictChoice() {}

  static @Nullable String of(String answerText) {
    String statement = LastStatement.of(answerText.replace("*", ""), ANNOUNCEMENT);
    if (statement == null) {
      return null;
    }
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
    Matcher matcher = PLAIN.matcher(Characters.strip(answer));
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
