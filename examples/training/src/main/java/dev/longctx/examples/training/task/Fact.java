package dev.longctx.examples.training.task;

/**
 * A fact, written as {@code home of Ada Rome .}
 *
 * @param relation its relation
 * @param subject whose it is
 * @param object what it leads to
 */
public record Fact(String relation, String subject, String object) {

  /** The fact as a sentence. */
  public String sentence() {
    return "%s of %s %s .".formatted(relation, subject, object);
  }
}
