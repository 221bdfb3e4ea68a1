package dev.longctx.align.data;

/** Why there is no triple of a question, or no tokens of a triple. */
public enum SkipReason {
  /** The evidence alone has more tokens than the long context may have. */
  EVIDENCE_TOO_LONG,
  /** A prompt with a response has more tokens than the model reads. */
  TOO_LONG,
  /** There were too few unrelated documents to make the long context longer than the short one. */
  NO_UNRELATED_DOCUMENTS,
  /** Every response was empty or was cut off before its end. */
  NO_RESPONSE,
  /** No response was right. */
  NO_HIT,
  /** No response was wrong. */
  NO_MISS,
  /** Both responses are the same tokens. */
  SAME_TOKENS,
  /** A response has no tokens. */
  EMPTY_RESPONSE
}
