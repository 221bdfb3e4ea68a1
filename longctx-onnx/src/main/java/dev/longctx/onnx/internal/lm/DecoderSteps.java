package dev.longctx.onnx.internal.lm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.longctx.api.Cancellation;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.internal.ort.Termination;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Runs a decoder step after step for one call, and owns the memory of inputs and logits. Not
 * thread-safe.
 */
final class DecoderSteps implements AutoCloseable {

  private static final int ALL = 0;

  private final LoadedSession session;
  private final DecoderLayout layout;
  private final Cancellation cancellation;
  private final StepInputs inputs;
  private final Logits logits;
  private final Termination termination;
  // Every run binds all of them anew; kept, since a map that is filled again costs heap.
  private final Map<String, OnnxTensor> in = new HashMap<>();
  private final Map<String, OnnxTensor> out = new HashMap<>();

  DecoderSteps(
      OrtEnvironment environment,
      LoadedSession session,
      DecoderLayout layout,
      Cancellation cancellation) {
    this.session = session;
    this.layout = layout;
    this.cancellation = cancellation;
    inputs = new StepInputs(environment, layout);
    logits = new Logits(environment, layout);
    termination = Termination.of(cancellation);
  }

  /** How many sets of weights came before these steps'. */
  long version() {
    return session.version();
  }

  /** Reads more tokens of the only row, without logits. */
  void append(KvCache cache, int[] ids, int from, int count) {
    run(cache, ids, from, count, 1, false);
  }

  /** Reads more tokens of the only row and gives the logits after each of them. */
  void score(KvCache cache, int[] ids, int from, int count) {
    run(cache, ids, from, count, ALL, true);
  }

  /** Reads one token a row and gives the logits after it. */
  void next(KvCache cache, int[] tokens) {
    run(cache, tokens, 0, 1, 1, true);
  }

  /** Copies the logits after a token of the last run, counted row after row. */
  void logits(int token, float[] into) {
    logits.read(token, into);
  }

  private void run(KvCache cache, int[] ids, int from, int count, int keep, boolean wanted) {
    cancellation.throwIfCancelled();
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the calling thread was interrupted");
    }
    boolean done = false;
    try {
      inputs.bind(in, cache, ids, from, count, keep);
      cache.bind(in, out, count);
      if (wanted) {
        int positions = keep == ALL ? count : keep;
        out.put(DecoderLayout.LOGITS, logits.tensor(cache.rows(), positions));
      } else {
        out.remove(DecoderLayout.LOGITS);
      }
      session.session().run(in, Set.of(), out, termination.options()).close();
      done = true;
    } catch (OrtException e) {
      throw failure(e, cache, count);
    } finally {
      if (done) {
        cache.advance(count);
      } else {
        cache.retreat();
      }
    }
  }

  private RuntimeException failure(OrtException e, KvCache cache, int count) {
    if (cancellation.isCancelled()) {
      CancellationException cancelled = new CancellationException("the call was cancelled");
      cancelled.initCause(e);
      return cancelled;
    }
    return new ModelException(
        "%s: expected a run over %d rows of %d new tokens after %d to succeed, found: %s"
            .formatted(layout.where(), cache.rows(), count, cache.longest(), e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      termination.close();
      logits.close();
      inputs.close();
    } finally {
      session.leave();
    }
  }
}
