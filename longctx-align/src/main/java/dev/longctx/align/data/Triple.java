package dev.longctx.align.data;

import dev.longctx.api.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A question under a short and under a long context, with a better and a worse response: the unit
 * of SoLoPO (arXiv 2505.11166, section 3). Both contexts hold the evidence word for word.
 *
 * @param id names the triple in messages; not blank
 * @param question what is asked
 * @param evidence ids of the documents that the answer follows from, at least one, all of them in
 *     both contexts
 * @param shortContext the evidence and at most a few other documents
 * @param longContext the evidence among documents that do not matter
 * @param chosen the better response, not blank
 * @param rejected the worse response, not blank and not the same
 * @param answers right answers, at least one
 */
public record Triple(
    String id,
    String question,
    List<String> evidence,
    List<Document> shortContext,
    List<Document> longContext,
    String chosen,
    String rejected,
    List<String> answers) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if one is not as it should be; the message names the triple
   */
  public Triple {
    requireText("id", "", id);
    String name = "triple " + id + ", ";
    Objects.requireNonNull(question, "question");
    evidence = required(name + "evidence", evidence);
    shortContext = List.copyOf(shortContext);
    longContext = List.copyOf(longContext);
    answers = required(name + "answers", answers);
    requireText("chosen", name, chosen);
    requireText("rejected", name, rejected);
    if (chosen.equals(rejected)) {
      throw new IllegalArgumentException(
          name + "rejected: expected another text than chosen, found the same");
    }
    requireEvidence(
        name,
        evidence,
        byId(name + "shortContext", shortContext),
        byId(name + "longContext", longContext));
  }

  private static void requireText(String component, String name, String text) {
    Objects.requireNonNull(text, component);
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "%s%s: expected a text, found \"%s\"".formatted(name, component, text));
    }
  }

  private static List<String> required(String name, List<String> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + ": expected at least one, found none");
    }
    return List.copyOf(values);
  }

  private static Map<String, String> byId(String name, List<Document> context) {
    Map<String, String> texts = new HashMap<>();
    for (Document document : context) {
      if (texts.put(document.id(), document.text()) != null) {
        throw new IllegalArgumentException(
            "%s: expected each document once, found %s twice".formatted(name, document.id()));
      }
    }
    return texts;
  }

  private static void requireEvidence(
      String name, List<String> evidence, Map<String, String> near, Map<String, String> far) {
    for (String id : evidence) {
      String text = near.get(id);
      if (text == null || !text.equals(far.get(id))) {
        throw new IllegalArgumentException(
            "%sevidence: expected %s word for word in both contexts, found %s"
                .formatted(
                    name, id, text == null ? "none in the short one" : "no such in the long one"));
      }
    }
  }

  /** The triple without its texts, which may be private. */
  @Override
  public String toString() {
    return "Triple[%s, %d and %d documents]".formatted(id, shortContext.size(), longContext.size());
  }
}
