package dev.longctx.examples.training.task;

import java.util.List;
import java.util.Optional;

/**
 * A question that one fact answers, or two that follow one another.
 *
 * @param facts what it takes, in order
 */
public record Question(List<Fact> facts) {

  private static final String QUESTION = "question :";
  private static final String ANSWER = "answer :";

  /** Copies the list. */
  public Question {
    facts = List.copyOf(facts);
  }

  /** The question as it stands behind a context. */
  public String text() {
    StringBuilder text = new StringBuilder(QUESTION);
    for (int i = facts.size() - 1; i >= 0; i--) {
      text.append(' ').append(facts.get(i).relation()).append(" of");
    }
    return text.append(' ').append(facts.get(0).subject()).append(" ?").toString();
  }

  /** The response: all facts, then the answer. */
  public String chain() {
    List<String> sentences = facts.stream().map(Fact::sentence).toList();
    return "%s %s %s".formatted(String.join(" ", sentences), ANSWER, answer());
  }

  /** The right answer. */
  public String answer() {
    return facts.get(facts.size() - 1).object();
  }

  /** Whether a response gives the right answer. */
  public boolean isAnsweredBy(String response) {
    return answerIn(response).filter(answer()::equals).isPresent();
  }

  /** All that a response gives as its answer, if it gives one. */
  public static Optional<String> answerIn(String response) {
    int at = response.indexOf(ANSWER);
    return at < 0
        ? Optional.empty()
        : Optional.of(response.substring(at + ANSWER.length()).strip());
  }

  /** Whether a page holds one of the facts. */
  public boolean needs(Page page) {
    return page.facts().stream().anyMatch(facts::contains);
  }

  /** Whether a page is about something that the question asks about. */
  public boolean concerns(Page page) {
    return facts.stream().anyMatch(fact -> fact.subject().equals(page.subject()));
  }
}
