package dev.longctx.api.compression;

/**
 * Words that {@link Granularity#WORD} keeps in every sentence of which it keeps anything, whatever
 * their score, because dropping them turns a statement into another one. They count in the budget.
 */
public enum Protection {
  /** Words that turn a statement round: not, never, without, unless, n't and their like. */
  NEGATIONS,
  /** Numbers with their signs, currencies and units. */
  NUMBERS,
  /** Web addresses and e-mail addresses. */
  URLS,
  /** Inline code and identifiers. */
  CODE,
  /** Markup and template tags. */
  TAGS
}
