package dev.longctx.onnx.internal.lm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Completions that grow together, and their cache. Not thread-safe. */
final class RowBatch implements AutoCloseable {

  /** Room for tokens to come; a cache that runs out of it grows. */
  private static final int ROOM = 256;

  private final List<SampleRow> rows = new ArrayList<>();
  private @Nullable KvCache cache;
  private boolean borrowed;

  /** Tokens that a completion's cache should have room for at first. */
  static int capacity(Job job) {
    return job.prompt().length + Math.min(job.maxTokens(), ROOM);
  }

  List<SampleRow> rows() {
    return rows;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Lets a completion grow in the very cache of its prompt, which must be alone then. */
  void lend(SampleRow row, KvCache prefix, boolean keep) {
    rows.add(row);
    cache = prefix;
    borrowed = keep;
  }

  /** Adds completions of one prompt, whose cache is copied. */
  void add(List<SampleRow> more, KvCache prefix) {
    List<KvCache.Row> sources = sources(rows);
    more.forEach(row -> sources.add(new KvCache.Row(prefix, 0)));
    replace(sources);
    rows.addAll(more);
  }

  /** Reads the last token of each completion and chooses the next. */
  void step(DecoderSteps steps, Sampler sampler, float[] scratch) {
    int[] tokens = new int[rows.size()];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = rows.get(i).lastToken();
    }
    steps.next(cache(), tokens);
    for (int i = 0; i < tokens.length; i++) {
      steps.logits(i, scratch);
      rows.get(i).next(scratch, sampler);
    }
  }

  /** Lets go of what is finished. */
  void dropFinished() {
    List<SampleRow> left = rows.stream().filter(row -> !row.finished()).toList();
    if (left.size() == rows.size()) {
      return;
    }
    if (left.isEmpty()) {
      close();
    } else {
      replace(sources(left));
    }
    rows.clear();
    rows.addAll(left);
  }

  private List<KvCache.Row> sources(List<SampleRow> kept) {
    List<KvCache.Row> sources = new ArrayList<>();
    kept.forEach(row -> sources.add(new KvCache.Row(cache(), rows.indexOf(row))));
    return sources;
  }

  private void replace(List<KvCache.Row> sources) {
    KvCache copy = KvCache.gather(sources, ROOM);
    close();
    cache = copy;
    borrowed = false;
  }

  private KvCache cache() {
    KvCache shared = cache;
    if (shared == null) {
      throw new IllegalStateException("expected a cache, found none");
    }
    return shared;
  }

  @Override
  public void close() {
    KvCache owned = cache;
    cache = null;
    if (owned != null && !borrowed) {
      owned.close();
    }
  }
}
