package dev.longctx.onnx.internal.lm;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.TokenSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Log-probabilities of given responses. Prompts that follow one another are read once. */
public final class Scorer {

  private static final int MOST_LOGITS = 1 << 24;

  private static final Deadline NEVER = new Deadline(Optional.empty());

  private final DecoderGraph graph;
  private final Prefill prefill;
  private final int mostScored;

  /**
   * A scorer.
   *
   * @param graph the graph, which stays the caller's
   * @param prefillChunk the most tokens that are read at once
   */
  public Scorer(DecoderGraph graph, int prefillChunk) {
    this.graph = graph;
    prefill = new Prefill(prefillChunk, graph.form());
    mostScored = Math.max(1, Math.min(prefillChunk, MOST_LOGITS / graph.vocabulary()));
  }

  /**
   * Scores sequences.
   *
   * @param sequences any number
   * @param cancellation ends the call early
   * @return one array a sequence
   */
  public List<float[]> score(List<TokenSequence> sequences, Cancellation cancellation) {
    List<float[]> scores = new ArrayList<>();
    float[] logits = new float[graph.vocabulary()];
    try (DecoderSteps steps = graph.steps(cancellation);
        KeptPrompt kept = new KeptPrompt()) {
      for (TokenSequence sequence : sequences) {
        int[] prompt = sequence.prompt();
        KvCache cache = kept.read(prompt, steps);
        int last = prompt[prompt.length - 1];
        scores.add(score(cache, last, sequence.response(), steps, logits));
      }
    }
    return scores;
  }

  private float[] score(
      KvCache cache, int last, int[] response, DecoderSteps steps, float[] logits) {
    float[] scores = new float[response.length];
    int[] read = new int[response.length + 1];
    read[0] = last;
    System.arraycopy(response, 0, read, 1, response.length);
    for (int at = 0; at < response.length; ) {
      int chunk = prefill.chunk(cache.length(0), Math.min(mostScored, response.length - at));
      steps.score(cache, read, at, chunk);
      for (int i = 0; i < chunk; i++) {
        steps.logits(i, logits);
        scores[at + i] = (float) (logits[response[at + i]] - LogSumExp.of(logits));
      }
      at += chunk;
    }
    return scores;
  }

  /** The cache of the last prompt, without its last token. */
  private final class KeptPrompt implements AutoCloseable {

    private int[] prompt = {};
    private KvCache cache = graph.emptyCache(1);

    KvCache read(int[] next, DecoderSteps steps) {
      if (!Arrays.equals(prompt, next)) {
        cache.close();
        cache = graph.emptyCache(next.length);
        prompt = next;
      }
      cache.truncate(next.length - 1);
      prefill.read(steps, cache, next, next.length - 1, NEVER);
      return cache;
    }

    @Override
    public void close() {
      cache.close();
    }
  }
}
