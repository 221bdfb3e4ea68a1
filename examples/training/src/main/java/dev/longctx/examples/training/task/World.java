package dev.longctx.examples.training.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All documents of one context. Every subject has one document and at most one fact of each
 * relation, so a question has one answer.
 *
 * @param pages the documents, in order
 */
public record World(List<Page> pages) {

  /** Copies the list. */
  public World {
    pages = List.copyOf(pages);
  }

  /** A random world of at most so many tokens. */
  public static World random(Domain domain, int budget, Draw draw) {
    return new World(new WorldMaker(domain, budget, draw).pages());
  }

  /** The documents as one text. */
  public String text() {
    return String.join(" ", pages.stream().map(Page::text).toList());
  }

  /** All questions that take one fact. */
  public List<Question> oneHop() {
    return facts().stream().map(fact -> new Question(List.of(fact))).toList();
  }

  /** All questions that take two facts. */
  public List<Question> twoHops() {
    List<Question> questions = new ArrayList<>();
    List<Fact> facts = facts();
    for (Fact first : facts) {
      for (Fact second : facts) {
        if (second.subject().equals(first.object())) {
          questions.add(new Question(List.of(first, second)));
        }
      }
    }
    return questions;
  }

  /** A question of one hop (two in five) or two; none if there is none of that kind. */
  public Optional<Question> question(Draw draw) {
    List<Question> questions = draw.happens(0.4) ? oneHop() : twoHops();
    return questions.isEmpty() ? Optional.empty() : Optional.of(draw.one(questions));
  }

  private List<Fact> facts() {
    return pages.stream().flatMap(page -> page.facts().stream()).toList();
  }
}
