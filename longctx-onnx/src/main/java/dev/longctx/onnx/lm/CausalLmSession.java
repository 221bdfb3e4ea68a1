package dev.longctx.onnx.lm;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Tokenizer;
import dev.longctx.onnx.internal.lm.Decoder;
import dev.longctx.onnx.internal.lm.Job;
import dev.longctx.onnx.internal.lm.KeptCache;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A language model that remembers what it read last: the next prompt is read only from where it
 * parts from that, so that questions about the same documents, or the turns of one conversation,
 * cost what is new. {@link Generation#reusedTokens()} tells how much was reused.
 *
 * <p>Thread-safe; as there is one memory, calls wait for one another. A failed or cancelled call
 * leaves the session usable. The cache of the last prompt stays in native memory until the session
 * is closed, which must happen before the model is.
 */
public final class CausalLmSession implements LanguageModel, Tokenizer {

  private static final int POLL_MILLIS = 20;

  private final OpenCausalLm model;
  private final KeptCache kept;
  private final ReentrantLock lock = new ReentrantLock(true);
  private boolean closed;

  CausalLmSession(OpenCausalLm model, KeptCache kept) {
    this.model = model;
    this.kept = kept;
  }

  @Override
  public Generation generate(
      GenerationRequest request, Cancellation cancellation, GenerationListener listener) {
    refuseReentry();
    Job job = model.job(request);
    if (!awaitTurn(job, cancellation)) {
      return Decoder.expired(job);
    }
    try {
      if (closed) {
        throw new IllegalStateException("session of " + model.manifest().name() + " is closed");
      }
      return model.generate(job, kept, cancellation, listener);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for other calls; false where the job's time is up before. */
  private boolean awaitTurn(Job job, Cancellation cancellation) {
    try {
      while (!lock.tryLock(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        cancellation.throwIfCancelled();
        if (job.deadline().passed()) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for another call");
    }
  }

  private void refuseReentry() {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a listener must not use the session that it reads along");
    }
  }

  @Override
  public int[] encode(Prompt prompt) {
    return model.encode(prompt);
  }

  @Override
  public int[] encode(String text) {
    return model.encode(text);
  }

  @Override
  public int[] encodeResponse(String response) {
    return model.encodeResponse(response);
  }

  @Override
  public String decode(int[] ids) {
    return model.decode(ids);
  }

  @Override
  public int[] endTokens() {
    return model.endTokens();
  }

  @Override
  public TokenCounter tokenCounter() {
    return model.tokenCounter();
  }

  @Override
  public int countTokens(Prompt prompt) {
    return model.encode(prompt).length;
  }

  @Override
  public OptionalInt maxTokens() {
    return model.maxTokens();
  }

  @Override
  public void close() {
    refuseReentry();
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        kept.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
