package dev.longctx.onnx.internal.lm;

/**
 * A cache of one row that outlives calls, and the tokens that it holds. Not thread-safe.
 *
 * <p>A call that failed leaves it usable: it holds what was read by then.
 */
public final class KeptCache implements AutoCloseable {

  private final KvCache cache;
  private int[] tokens = {};
  private long version;

  KeptCache(KvCache cache) {
    this.cache = cache;
  }

  KvCache cache() {
    return cache;
  }

  /**
   * Forgets what is not the beginning of a prompt or was read with other weights; returns how many
   * tokens are left.
   */
  int reuse(int[] prompt, long weightsVersion) {
    int most = weightsVersion == version ? Math.min(cache.length(0), prompt.length - 1) : 0;
    int same = 0;
    while (same < most && tokens[same] == prompt[same]) {
      same++;
    }
    cache.truncate(same);
    version = weightsVersion;
    return same;
  }

  /** Notes what the cache holds: the beginning of prompt and completion. */
  void remember(SampleRow row) {
    int[] held = new int[cache.length(0)];
    for (int i = 0; i < held.length; i++) {
      held[i] = row.token(i);
    }
    tokens = held;
  }

  @Override
  public void close() {
    cache.close();
  }
}
