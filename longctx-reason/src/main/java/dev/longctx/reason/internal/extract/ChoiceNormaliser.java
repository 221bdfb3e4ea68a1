package dev.longctx.reason.internal.extract;

import dev.longctx.reason.answer.AnswerNormaliser;
import dev.longctx.reason.internal.text.Characters;

/** Choices by their letter; other texts as they stand. */
public final class ChoiceNormaliser implements AnswerNormaliser {

  /** The one instance. */
  public static final ChoiceNormaliser INSTANCE = new ChoiceNormaliser();

  private ChoiceNormaliser() {}

  @Override
  public String normalise(String answer) {
    String letter = StrictChoice.ofPlain(answer);
    return letter == null ? Characters.strip(answer) : letter;
  }
}
