package dev.longctx.reason.curriculum;

import dev.longctx.api.model.Prompt;
import dev.longctx.reason.prompt.PromptTemplate;
import java.util.List;
import java.util.Objects;

/**
 * A question about a context, with its answer.
 *
 * @param id its name, which no other problem of a set has
 * @param source the data set it is from, such as {@code musique}; results may be told apart by it
 * @param prompt all that the policy reads
 * @param question the question alone, for the reward
 * @param golds right answers, at least one, none of them blank
 */
public record Problem(
    String id, String source, Prompt prompt, String question, List<String> golds) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if the id is blank, there is no gold answer, or a blank one
   */
  public Problem {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(question, "question");
    golds = List.copyOf(golds);
    if (id.isBlank()) {
      throw new IllegalArgumentException("id: expected a name, found a blank one");
    }
    if (golds.isEmpty() || golds.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "problem %s, golds: expected at least one and none blank, found %s".formatted(id, golds));
    }
  }

  /**
   * A question about a text.
   *
   * @param id its name
   * @param source the data set it is from
   * @param template how text and question become a prompt
   * @param text the context, untrusted
   * @param question the question alone
   * @param golds right answers
   * @return the problem
   */
  public static Problem of(
      String id,
      String source,
      PromptTemplate template,
      String text,
      String question,
      List<String> golds) {
    return new Problem(id, source, template.render(text, question), question, golds);
  }

  /** The problem without its prompt, which may be long. */
  @Override
  public String toString() {
    return "Problem[%s of %s]".formatted(id, source);
  }
}
