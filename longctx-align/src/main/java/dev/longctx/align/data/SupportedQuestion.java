package dev.longctx.align.data;

import dev.longctx.api.Document;
import java.util.List;
import java.util.Objects;

/**
 * A question with the documents that its answer follows from.
 *
 * @param id names the question, and becomes the triple's name; not blank. What chance gives it
 *     depends on this name and the seed alone
 * @param question what is asked
 * @param evidence at least one document, each with an id of its own
 * @param answers right answers, at least one
 */
public record SupportedQuestion(
    String id, String question, List<Document> evidence, List<String> answers) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if one is not as it should be
   */
  public SupportedQuestion {
    Objects.requireNonNull(question, "question");
    if (id.isBlank()) {
      throw new IllegalArgumentException("id: expected a text, found \"" + id + "\"");
    }
    evidence = List.copyOf(evidence);
    answers = List.copyOf(answers);
    if (evidence.stream().map(Document::id).distinct().count() != evidence.size()) {
      throw new IllegalArgumentException(
          "question " + id + ", evidence: expected different ids, found one twice");
    }
    if (evidence.isEmpty() || answers.isEmpty()) {
      throw new IllegalArgumentException(
          "question %s: expected evidence and answers, found %d and %d"
              .formatted(id, evidence.size(), answers.size()));
    }
  }

  /** The question without its texts, which may be private. */
  @Override
  public String toString() {
    return "SupportedQuestion[%s, %d documents]".formatted(id, evidence.size());
  }
}
