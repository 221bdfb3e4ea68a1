package dev.longctx.reason.internal.number;

import dev.longctx.reason.answer.AnswerNormaliser;

/** Numbers by their value; other texts as words. */
public final class NumberNormaliser implements AnswerNormaliser {

  /** The one instance. */
  public static final NumberNormaliser INSTANCE = new NumberNormaliser();

  private NumberNormaliser() {}

  @Override
  public String normalise(String answer) {
    StrictNumber number = StrictNumber.parse(answer);
    return number == null ? AnswerNormaliser.strict().normalise(answer) : number.canonical();
  }
}
