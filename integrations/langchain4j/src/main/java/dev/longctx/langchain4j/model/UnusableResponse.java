package dev.longctx.langchain4j.model;

/** A response that came but cannot be the answer. */
final class UnusableResponse extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean passing;

  /**
   * A response of no use.
   *
   * @param found what came instead, without its text
   * @param passing whether another try may do better
   */
  UnusableResponse(String found, boolean passing) {
    super(found);
    this.passing = passing;
  }

  boolean isPassing() {
    return passing;
  }
}
