package dev.longctx.align.data;

/**
 * Follows the making of triples, on the thread that makes them. What it throws ends the making and
 * is thrown.
 */
public interface TripleListener {

  /** Follows nothing. */
  TripleListener NONE = new TripleListener() {};

  /**
   * A question became a triple.
   *
   * @param triple the triple
   */
  default void accepted(Triple triple) {}

  /**
   * A question became none.
   *
   * @param question the question
   * @param reason why
   */
  default void skipped(SupportedQuestion question, SkipReason reason) {}
}
