package dev.longctx.compress;

import dev.longctx.api.compression.Granularity;

/**
 * How {@link Granularity#MODEL_SPANS} turns a critic's labels into spans, after QwenLong-CPRS's
 * released inference code. All counts are tokens of the critic's tokenizer.
 *
 * @param minTokens shorter runs are dropped; at least 1
 * @param gapTokens a token marked as inside or end is joined to the one before it when it is less
 *     than this many tokens further on; at least 1, where 1 joins nothing
 * @param completeSentences whether spans grow to the nearest sentence marks on both sides
 */
public record SpanDecoding(int minTokens, int gapTokens, boolean completeSentences) {

  /** Single tokens are kept; gaps below 20 tokens are bridged, as released. */
  public static final SpanDecoding DEFAULT = new SpanDecoding(1, 20, false);

  /** The released server's settings: runs of at least five tokens. */
  public static final SpanDecoding CPRS_SERVER = new SpanDecoding(5, 20, false);

  /** The released demonstration client's settings: runs of at least two tokens. */
  public static final SpanDecoding CPRS_CLIENT = new SpanDecoding(2, 20, false);

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if a count is below 1
   */
  public SpanDecoding {
    if (minTokens < 1 || gapTokens < 1) {
      throw new IllegalArgumentException(
          "span decoding needs minTokens and gapTokens of at least 1, found "
              + minTokens
              + " and "
              + gapTokens);
    }
  }
}
