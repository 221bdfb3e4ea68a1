package dev.longctx.reason.internal.text;

import dev.longctx.reason.answer.AnswerNormaliser;
import java.util.Locale;
import java.util.PrimitiveIterator;

/** The four steps of SQuAD's evaluation script, in their order. */
public final class SquadNormaliser implements AnswerNormaliser {

  /** The one instance. */
  public static final SquadNormaliser INSTANCE = new SquadNormaliser();

  private SquadNormaliser() {}

  @Override
  public String normalise(String answer) {
    return Words.withoutArticles(withoutPunctuation(answer.toLowerCase(Locale.ROOT)));
  }

  private static String withoutPunctuation(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    PrimitiveIterator.OfInt points = text.codePoints().iterator();
    while (points.hasNext()) {
      int point = points.nextInt();
      if (!Characters.isAsciiPunctuation(point)) {
        kept.appendCodePoint(point);
      }
    }
    return kept.toString();
  }
}
