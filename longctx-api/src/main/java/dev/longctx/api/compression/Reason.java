package dev.longctx.api.compression;

/** Why documents were not compressed. */
public enum Reason {
  /** The documents already fit the budget. */
  FITS_BUDGET(false),
  /** There is no document, or all of them are blank. */
  BLANK_INPUT(false),
  /** The kept spans, joined, would have taken more tokens than the documents. */
  NO_GAIN(false),
  /**
   * Nothing says what to look for: the query has no word for a lexical compressor, or it is blank
   * and a critic's instruction speaks of a question.
   */
  BLANK_QUERY(true),
  /** Query and instruction leave no room for text in the critic's window. */
  PROMPT_TOO_LONG(true),
  /** The critic's tokenizer cannot read a document that does not fit the budget whole. */
  UNSUPPORTED_TEXT(true),
  /** The documents have more characters than the compressor accepts. */
  INPUT_TOO_LARGE(true),
  /** The request's deadline passed first. */
  DEADLINE_EXCEEDED(true),
  /** The critic, or the caller's token counter, failed. */
  SCORING_FAILED(true);

  private final boolean failure;

  Reason(boolean failure) {
    this.failure = failure;
  }

  /**
   * Whether this is a failure, to which the request's {@link FailurePolicy} applies, and not simply
   * a case in which there was nothing to do.
   *
   * @return true for failures
   */
  public boolean isFailure() {
    return failure;
  }
}
