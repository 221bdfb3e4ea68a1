package dev.longctx.onnx.internal.lm;

import dev.longctx.onnx.lm.CacheForm;

/**
 * Reads prompts in chunks, so that the engine's working memory, which grows with chunk times
 * context, stays bounded.
 */
final class Prefill {

  /** Scores of one head: with 32 heads in fp32 a quarter of a gigabyte. */
  private static final int MOST_SCORES = 1 << 21;

  /** Graphs of ordinary operators hold scores, masked scores and weights at once. */
  private static final int MOST_PLAIN_SCORES = 1 << 19;

  private static final int LEAST_CHUNK = 16;

  private final int maxChunk;
  private final int mostScores;

  Prefill(int maxChunk, CacheForm form) {
    this.maxChunk = maxChunk;
    mostScores = form == CacheForm.PLAIN ? MOST_PLAIN_SCORES : MOST_SCORES;
  }

  /** The tokens of the next chunk after so many others. */
  int chunk(int past, int left) {
    int bounded = mostScores / Math.max(1, past + maxChunk);
    return Math.min(left, Math.min(maxChunk, Math.max(LEAST_CHUNK, bounded)));
  }

  /**
   * Reads tokens up to an index.
   *
   * @return false if the time was up before
   */
  boolean read(DecoderSteps steps, KvCache cache, int[] ids, int to, Deadline deadline) {
    for (int at = cache.length(0); at < to; at = cache.length(0)) {
      if (deadline.passed()) {
        return false;
      }
      steps.append(cache, ids, at, chunk(at, to - at));
    }
    return !deadline.passed();
  }
}
