package dev.longctx.reason.internal.number;

import dev.longctx.reason.answer.AnswerNormaliser;
import dev.longctx.reason.internal.text.Characters;

/** Numbers by their value; other texts as they stand. */
public final class NumberNormaliser implements AnswerNormaliser {

  /** The one instance. */
  public static final NumberNormaliser INSTANCE = new NumberNormaliser();

  private NumberNormaliser() {}

  @Override
  public String normalise(String answer) {
    StrictNumber number = StrictNumber.parse(answer);
    return number == null ? Characters.strip(answer) : number.canonical();
  }
}
