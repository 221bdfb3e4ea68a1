package dev.longctx.examples.training.task;

import dev.longctx.api.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document of a world.
 *
 * @param id its letter and number, which no other has
 * @param subject whose facts it holds, or null where it holds none
 * @param facts the facts
 * @param sentences the facts and maybe others, in order
 */
public record Page(String id, @Nullable String subject, List<Fact> facts, List<String> sentences) {

  /** Copies the lists. */
  public Page {
    facts = List.copyOf(facts);
    sentences = List.copyOf(sentences);
  }

  /** The whole text. */
  public String text() {
    return "document %s : %s".formatted(id, String.join(" ", sentences));
  }

  /** The number of words, which is that of tokens. */
  public int tokens() {
    return text().split(" ").length;
  }

  /** As a document of that id. */
  public Document document() {
    return Document.of(id, text());
  }
}
