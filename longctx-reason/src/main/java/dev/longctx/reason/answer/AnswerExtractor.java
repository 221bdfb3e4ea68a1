package dev.longctx.reason.answer;

import org.jspecify.annotations.Nullable;

/**
 * Finds the answer in what follows a model's thinking. Implementations are thread-safe and take
 * time proportional to the text, whatever stands in it.
 */
@FunctionalInterface
public interface AnswerExtractor {

  /**
   * The answer of a text.
   *
   * @param answerText what follows the thinking, untrusted
   * @return the answer, never empty, or null where the text gives none in the form that was asked
   *     for
   */
  @Nullable String extract(String answerText);
}
