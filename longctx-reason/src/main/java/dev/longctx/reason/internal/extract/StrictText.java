package dev.longctx.reason.internal.extract;

import dev.longctx.reason.internal.text.Characters;
import org.jspecify.annotations.Nullable;

/** The words that a response gives as its answer: the last statement's first sentence. */
final class StrictText {

  /** UTF-16 units; what is longer answers nothing. */
  static final int MOST_CHARACTERS = 4_096;

  private static final String ANNOUNCEMENT = "the answer is";
  private static final String DECORATION = "*_`\"\u201C\u201D";

  private StrictText() {}

  static @Nullable String of(String answerText) {
    String statement = LastStatement.of(answerText.replace("**", ""), ANNOUNCEMENT);
    if (statement == null) {
      return null;
    }
    String start = Characters.strip(Markers.layoutRemoved(Markers.removed(statement)));
    start = Characters.strip(start.startsWith(":") ? start.substring(1) : start);
    String answer = trimmed(start.substring(0, SentenceEnd.of(start)));
    return answer.isEmpty() || answer.length() > MOST_CHARACTERS ? null : answer;
  }

  private static String trimmed(String sentence) {
    int from = 0;
    int to = sentence.length();
    while (to > from && isTail(sentence.charAt(to - 1))) {
      to--;
    }
    while (from < to && isDecoration(sentence.charAt(from))) {
      from++;
    }
    return Wrapping.removed(sentence.substring(from, to));
  }

  private static boolean isTail(char c) {
    return c == '.' || isDecoration(c);
  }

  private static boolean isDecoration(char c) {
    return DECORATION.indexOf(c) >= 0 || Characters.isSpace(c);
  }
}
