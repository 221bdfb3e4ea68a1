package dev.longctx.api.compression;

/** What a compressor returns when it could not score the documents. */
public enum FailurePolicy {
  /** The documents as they are, as {@link Unchanged}, even above the budget. */
  ORIGINAL,
  /**
   * The head of the documents within the budget, as {@link Truncated}; {@link Unchanged} where even
   * counting failed, so that no number of tokens is known.
   */
  TRUNCATE_TO_BUDGET,
  /** A {@link CompressionException} that carries the reason. */
  THROW
}
