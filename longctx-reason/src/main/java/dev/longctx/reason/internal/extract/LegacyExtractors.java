package dev.longctx.reason.internal.extract;

import dev.longctx.reason.internal.text.Characters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The extractors of QwenLong-L1's released reward and evaluation. */
final class LegacyExtractors {

  private static final String TRIGGER = "the answer is";
  private static final Pattern NUMBER =
      Pattern.compile("the answer is (=?≈?`?%?\\$?°?£?€?¥?-?[0-9.,]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern BRACKETED_CHOICE =
      Pattern.compile("The correct answer is \\(([A-D])\\)");
  private static final Pattern CHOICE = Pattern.compile("The correct answer is ([A-D])");

  private LegacyExtractors() {}

  static @Nullable String text(String answerText) {
    String plain = answerText.replace("*", "");
    int at = plain.lastIndexOf(TRIGGER);
    if (at < 0) {
      return null;
    }
    String rest = Markers.removed(Characters.strip(plain.substring(at + TRIGGER.length())));
    String undotted = Characters.withoutTrailing(Characters.strip(rest), '.');
    return unlessEmpty(Characters.strip(Characters.withoutLeading(undotted, '.')));
  }

  static @Nullable String number(String answerText) {
    Matcher matcher = NUMBER.matcher(answerText.replace("*", ""));
    return matcher.find()
        ? unlessEmpty(Characters.withoutTrailing(matcher.group(1).replace(",", ""), '.'))
        : null;
  }

  static @Nullable String numberOfEvaluation(String answerText) {
    return number(answerText.replace("(", "").replace(")", ""));
  }

  static @Nullable String choice(String answerText) {
    String plain = answerText.replace("*", "");
    Matcher bracketed = BRACKETED_CHOICE.matcher(plain);
    if (bracketed.find()) {
      return bracketed.group(1);
    }
    Matcher bare = CHOICE.matcher(plain);
    return bare.find() ? bare.group(1) : null;
  }

  private static @Nullable String unlessEmpty(String answer) {
    return answer.isEmpty() ? null : answer;
  }
}
