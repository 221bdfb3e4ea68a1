package dev.longctx.reason.reward;

import java.util.List;
import java.util.Objects;

/**
 * A response to a question whose answer is known.
 *
 * <p>A gold answer is either plain ({@code 32.4}) or a full sentence of the form that responses are
 * asked for ({@code Therefore, the answer is 32.4.}), of which the answer is taken as from a
 * response.
 *
 * @param question the question alone, without the documents
 * @param response all that the model said, its thinking included; untrusted
 * @param golds right answers, at least one, none of them blank
 */
public record Attempt(String question, String response, List<String> golds) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if there is no gold answer, or a blank one
   */
  public Attempt {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(response, "response");
    golds = List.copyOf(golds);
    if (golds.isEmpty() || golds.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "golds: expected at least one and none blank, found " + golds);
    }
  }

  /**
   * An attempt at a question with one right answer.
   *
   * @param question the question alone
   * @param response all that the model said
   * @param gold the right answer
   * @return the attempt
   */
  public static Attempt of(String question, String response, String gold) {
    return new Attempt(question, response, List.of(gold));
  }
}
