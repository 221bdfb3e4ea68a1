package dev.longctx.onnx.internal.lm;

/**
 * Reads prompts in chunks, so that the engine's working memory, which grows with chunk times
 * context, stays bounded.
 */
final class Prefill {

  /** Scores of one head: with 32 heads in fp32 a quarter of a gigabyte. */
  private static final int MOST_SCORES = 1 << 21;

  private static final int LEAST_CHUNK = 16;

  private final int maxChunk;

  Prefill(int maxChunk) {
    this.maxChunk = maxChunk;
  }

  /** The tokens of the next chunk after so many others. */
  int chunk(int past, int left) {
    int bounded = MOST_SCORES / Math.max(1, past + maxChunk);
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
