package dev.longctx.reason.internal.text;

import dev.longctx.reason.answer.AnswerNormaliser;

/** Our normalisation. */
public final class StrictNormaliser implements AnswerNormaliser {

  /** The one instance. */
  public static final StrictNormaliser INSTANCE = new StrictNormaliser();

  private StrictNormaliser() {}

  @Override
  public String normalise(String answer) {
    return SquadNormaliser.INSTANCE.normalise(answer);
  }
}
