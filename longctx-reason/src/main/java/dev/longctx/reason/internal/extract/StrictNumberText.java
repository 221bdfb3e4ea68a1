package dev.longctx.reason.internal.extract;

import dev.longctx.reason.internal.number.StrictNumber;
import org.jspecify.annotations.Nullable;

/** The words that a response gives as its answer, where they hold one number or yes or no. */
final class StrictNumberText {

  private StrictNumberText() {}

  static @Nullable String of(String answerText) {
    String answer = StrictText.of(answerText);
    return answer == null || StrictNumber.parse(answer) == null ? null : answer;
  }
}
