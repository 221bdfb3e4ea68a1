package dev.longctx.reason.internal.text;

import dev.longctx.reason.answer.AnswerNormaliser;
import java.util.List;
import java.util.Locale;

/** Our normalisation: compose, lower case, punctuation by its place, articles before words. */
public final class StrictNormaliser implements AnswerNormaliser {

  /** The one instance. */
  public static final StrictNormaliser INSTANCE = new StrictNormaliser();

  private StrictNormaliser() {}

  @Override
  public String normalise(String answer) {
    String lower = ComposedForm.of(answer).toLowerCase(Locale.ROOT);
    return withoutArticles(ComposedForm.of(new StrictPunctuation(lower).resolved()));
  }

  /** Drops articles but the last word, which is a name then: vitamin A. */
  private static String withoutArticles(String text) {
    List<String> words = Words.of(text);
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < words.size(); i++) {
      if (i == words.size() - 1 || !Words.ARTICLES.contains(words.get(i))) {
        Words.space(kept);
        kept.append(words.get(i));
      }
    }
    return kept.toString();
  }
}
