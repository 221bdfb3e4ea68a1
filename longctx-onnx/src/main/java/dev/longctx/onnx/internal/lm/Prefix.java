package dev.longctx.onnx.internal.lm;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A prompt that was read, and the completions that will begin with it. Not thread-safe.
 *
 * <p>The last one may have the cache itself, unless that belongs to someone else who keeps it.
 */
final class Prefix {

  private final KvCache cache;
  private final float[] logits;
  private final Deque<SampleRow> waiting;

  Prefix(KvCache cache, float[] logits, Iterable<SampleRow> rows) {
    this.cache = cache;
    this.logits = logits;
    waiting = new ArrayDeque<>();
    rows.forEach(waiting::add);
  }

  KvCache cache() {
    return cache;
  }

  boolean isDone() {
    return waiting.isEmpty();
  }

  /** Lets go of completions whose time was up before they began. */
  void dropExpired() {
    waiting.forEach(SampleRow::expire);
    waiting.removeIf(SampleRow::finished);
  }

  /** Chooses the first token of the next completion. */
  SampleRow start(Sampler sampler) {
    SampleRow row = waiting.remove();
    row.next(logits, sampler);
    return row;
  }
}
