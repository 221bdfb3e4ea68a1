package dev.longctx.onnx.internal.lm;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Generates: each prompt is read once, its completions grow in one batch with those of other
 * prompts, and what is finished makes room for what waits. Thread-safe.
 */
public final class Decoder {

  private final DecoderGraph graph;
  private final Prefill prefill;
  private final int maxRows;

  /**
   * A decoder.
   *
   * @param graph the graph, which stays the caller's
   * @param prefillChunk the most tokens of a prompt that are read at once
   * @param maxRows the most completions that grow at once
   */
  public Decoder(DecoderGraph graph, int prefillChunk, int maxRows) {
    this.graph = graph;
    prefill = new Prefill(prefillChunk, graph.form());
    this.maxRows = graph.batchable() ? maxRows : 1;
  }

  /**
   * Generates for several jobs.
   *
   * @param jobs what to generate
   * @param cancellation ends the call early
   * @param listener reads along
   * @return one result a job, in order
   */
  public List<Generation> generate(
      List<Job> jobs, Cancellation cancellation, GenerationListener listener) {
    List<JobResult> results = new ArrayList<>();
    jobs.forEach(job -> results.add(new JobResult(job, listener)));
    try (Call call = new Call(cancellation)) {
      call.run(results);
    }
    return results.stream().map(JobResult::generation).toList();
  }

  /**
   * Generates for one job with a cache that is kept, and that may hold the prompt's beginning.
   *
   * @param job what to generate
   * @param kept the cache
   * @param cancellation ends the call early
   * @param listener reads along
   * @return the result
   */
  public Generation generate(
      Job job, KeptCache kept, Cancellation cancellation, GenerationListener listener) {
    JobResult result = new JobResult(job, listener);
    try (Call call = new Call(cancellation)) {
      call.run(result, kept);
    }
    return result.generation();
  }

  /**
   * What comes of a job whose time was up before it could begin.
   *
   * @param job the job
   * @return empty completions
   */
  public static Generation expired(Job job) {
    JobResult result = new JobResult(job, GenerationListener.NONE);
    result.rows().forEach(SampleRow::expire);
    return result.generation();
  }

  /**
   * A cache that outlives a call.
   *
   * @return an empty one, to be closed
   */
  public KeptCache keptCache() {
    return new KeptCache(graph.emptyCache(1));
  }

  /** What one call holds. */
  private final class Call implements AutoCloseable {

    private final DecoderSteps steps;
    private final Sampler sampler = new Sampler(graph.vocabulary());
    private final float[] scratch = new float[graph.vocabulary()];
    private final RowBatch batch = new RowBatch();

    Call(Cancellation cancellation) {
      steps = graph.steps(cancellation);
    }

    void run(List<JobResult> results) {
      for (JobResult result : results) {
        KvCache cache = graph.emptyCache(RowBatch.capacity(result.job()));
        boolean lent = false;
        try {
          lent = admit(result, cache, false);
        } finally {
          if (!lent) {
            cache.close();
          }
        }
      }
      drain(0);
    }

    void run(JobResult result, KeptCache kept) {
      result.reused(kept.reuse(result.job().prompt(), steps.version()));
      try {
        admit(result, kept.cache(), true);
        drain(0);
      } finally {
        kept.remember(result.rows().get(0));
      }
    }

    /** Reads a prompt and lets its completions begin; tells whether one got the cache. */
    private boolean admit(JobResult result, KvCache cache, boolean keep) {
      if (!result.isOpen()) {
        return false;
      }
      int[] prompt = result.job().prompt();
      int last = prompt.length - 1;
      if (!prefill.read(steps, cache, prompt, last, result.job().deadline())) {
        result.rows().forEach(SampleRow::expire);
        return false;
      }
      steps.next(cache, new int[] {prompt[last]});
      float[] logits = new float[graph.vocabulary()];
      steps.logits(0, logits);
      Prefix prefix = new Prefix(cache, logits, result.rows());
      boolean lent = false;
      while (!prefix.isDone()) {
        lent |= start(prefix, keep, result);
        prefix.dropExpired();
      }
      return lent;
    }

    /** Lets as many completions begin as there is room for. */
    private boolean start(Prefix prefix, boolean keep, JobResult result) {
      drain(maxRows - 1);
      List<SampleRow> begun = new ArrayList<>();
      while (!prefix.isDone() && batch.rows().size() + begun.size() < maxRows) {
        SampleRow row = prefix.start(sampler);
        if (!row.finished()) {
          begun.add(row);
        }
      }
      result.started();
      // A cache that is kept goes on with what its only completion says, or ends with the prompt.
      boolean only = !keep || result.rows().size() == 1;
      boolean alone = only && batch.isEmpty() && begun.size() == 1 && prefix.isDone();
      if (alone) {
        batch.lend(begun.get(0), prefix.cache(), keep);
      } else if (!begun.isEmpty()) {
        batch.add(begun, prefix.cache());
      }
      return alone && !keep;
    }

    /** Lets completions grow until at most so many are left. */
    private void drain(int most) {
      while (batch.rows().size() > most) {
        batch.step(steps, sampler, scratch);
        batch.rows().forEach(SampleRow::expire);
        batch.dropFinished();
      }
    }

    @Override
    public void close() {
      batch.close();
      steps.close();
    }
  }
}
