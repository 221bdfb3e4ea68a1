package dev.longctx.align.internal.data;

import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.runs.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Documents to mix evidence with, and their lengths as far as they were needed. Not thread-safe.
 */
public final class UnrelatedPool {

  /** How many documents in a row that do not fit end the search for a shorter one. */
  private static final int MOST_MISFITS = 20;

  private final List<Document> documents;
  private final TokenCounter counter;
  private final int[] tokens;

  /** A pool whose lengths a counter gives. */
  public UnrelatedPool(List<Document> documents, TokenCounter counter) {
    this.documents = documents;
    this.counter = counter;
    tokens = new int[documents.size()];
    Arrays.fill(tokens, -1);
  }

  /** The tokens of all documents, each counted by itself. */
  public long count(List<Document> several) {
    return several.stream().mapToLong(document -> counter.count(document.text())).sum();
  }

  /**
   * Draws documents in random order while they fit.
   *
   * @param evidence what they shall differ from, by id and text
   * @param budget the most tokens of all of them
   * @param allowed which may be taken
   */
  public List<Document> draw(
      List<Document> evidence, long budget, Predicate<Document> allowed, Draws draws) {
    Set<String> taken = new HashSet<>();
    evidence.forEach(document -> taken.addAll(List.of(document.id(), document.text())));
    List<Document> drawn = new ArrayList<>();
    Draws.Order order = draws.order(documents.size());
    long left = budget;
    int misfits = 0;
    while (left > 0 && misfits < MOST_MISFITS && order.hasNext()) {
      int number = order.next();
      Document document = documents.get(number);
      if (taken.contains(document.id())
          || taken.contains(document.text())
          || !allowed.test(document)) {
        continue;
      }
      if (tokens(number) > left) {
        misfits++;
        continue;
      }
      misfits = 0;
      left -= tokens(number);
      taken.add(document.id());
      drawn.add(document);
    }
    return drawn;
  }

  private int tokens(int number) {
    if (tokens[number] < 0) {
      tokens[number] = counter.count(documents.get(number).text());
    }
    return tokens[number];
  }
}
