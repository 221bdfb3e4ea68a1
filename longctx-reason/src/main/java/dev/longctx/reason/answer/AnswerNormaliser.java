package dev.longctx.reason.answer;

import dev.longctx.reason.internal.text.SquadNormaliser;
import dev.longctx.reason.internal.text.StrictNormaliser;

/**
 * Brings answers that differ only in spelling to one form. Applying it twice changes nothing more.
 * Implementations are thread-safe and take time proportional to the text.
 */
@FunctionalInterface
public interface AnswerNormaliser {

  /**
   * The form that stands for an answer.
   *
   * @param answer any text
   * @return its form, maybe empty
   */
  String normalise(String answer);

  /**
   * SQuAD's normalisation (Rajpurkar et al., arXiv 1606.05250, evaluation script): lower case,
   * ASCII punctuation deleted, the words "a", "an" and "the" dropped, white space collapsed. So
   * {@code eiffel-tower} becomes {@code eiffeltower}, and 3.5 becomes 35.
   *
   * @return the normaliser
   */
  static AnswerNormaliser squad() {
    return SquadNormaliser.INSTANCE;
  }

  /**
   * Our normalisation: as SQuAD's, but what tells answers apart stays. Hyphens, slashes and commas
   * part words, full stops and apostrophes join them; decimal points, signs and percent signs of
   * numbers, the signs of names such as {@code C++}, and less, greater and unequal are kept.
   *
   * @return the normaliser
   */
  static AnswerNormaliser strict() {
    return StrictNormaliser.INSTANCE;
  }
}
