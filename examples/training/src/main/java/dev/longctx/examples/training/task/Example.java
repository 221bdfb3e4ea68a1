package dev.longctx.examples.training.task;

import dev.longctx.api.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A question under a short context.
 *
 * @param world the short context
 * @param question what is asked
 * @param domain what it is about
 */
public record Example(World world, Question question, Domain domain) {

  /** A random example whose context has at most so many tokens. */
  public static Example random(Domain domain, int tokens, Draw draw) {
    while (true) {
      World world = World.random(domain, tokens, draw);
      Optional<Question> question = world.question(draw);
      if (question.isPresent()) {
        return new Example(world, question.get(), domain);
      }
    }
  }

  /** The documents that the answer follows from. */
  public List<Page> evidence() {
    return world.pages().stream().filter(question::needs).toList();
  }

  /** The evidence in a longer world of at most so many tokens that says nothing of its subjects. */
  public World among(int tokens, Draw draw) {
    List<Page> evidence = evidence();
    Set<String> taken = evidence.stream().map(Page::id).collect(Collectors.toSet());
    int rest = tokens - evidence.stream().mapToInt(Page::tokens).sum();
    List<Page> pages = new ArrayList<>(World.random(domain, rest, draw).pages());
    pages.removeIf(page -> question.concerns(page) || taken.contains(page.id()));
    for (Page page : evidence) {
      pages.add(draw.between(0, pages.size()), page);
    }
    return new World(pages);
  }

  /** What the policy continues: a context and the question. */
  public String prompt(World context) {
    return prompt(question.text(), context.pages().stream().map(Page::document).toList());
  }

  /** What the policy continues, from documents. */
  public static String prompt(String question, List<Document> documents) {
    return documents.stream().map(Document::text).collect(Collectors.joining(" ")) + " " + question;
  }
}
