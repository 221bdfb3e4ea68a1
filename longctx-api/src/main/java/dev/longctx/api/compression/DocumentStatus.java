package dev.longctx.api.compression;

/** What became of one document in a {@link Compressed} result. */
public enum DocumentStatus {
  /** It was scored; spans say what was kept. */
  SCORED,
  /** It is blank; nothing of it is kept. */
  BLANK,
  /** The critic's tokenizer cannot read it, so it was never scored and is kept whole. */
  UNSUPPORTED_TEXT
}
