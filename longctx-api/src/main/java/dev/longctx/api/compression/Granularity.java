package dev.longctx.api.compression;

/**
 * The unit that is kept or dropped as a whole. QwenLong-CPRS steers it by the wording of its prompt
 * (section 2.3 of the paper); here it is a setting that any critic obeys, because the critic's
 * token scores are gathered per unit.
 */
public enum Granularity {
  /** Single words, with the request's {@linkplain Protection protections}. */
  WORD,
  /** Sentences; a fence, table row, list item or JSON value counts as one. */
  SENTENCE,
  /** Paragraphs as blank lines and Markdown blocks delimit them. */
  PARAGRAPH,
  /** Whole documents. */
  DOCUMENT,
  /**
   * The spans that the critic's own labels mark, decoded as QwenLong-CPRS does. Needs a critic with
   * begin, inside, outside and end labels.
   */
  MODEL_SPANS
}
