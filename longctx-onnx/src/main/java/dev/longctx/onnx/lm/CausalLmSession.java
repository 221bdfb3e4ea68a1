package dev.longctx.onnx.lm;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.onnx.internal.lm.KeptCache;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
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
public final class CausalLmSession implements LanguageModel {

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
    lockInterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException("session of " + model.manifest().name() + " is closed");
      }
      return model.generate(request, kept, cancellation, listener);
    } finally {
      lock.unlock();
    }
  }

  private void lockInterruptibly() {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a listener must not call the session that it reads along");
    }
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for another call");
    }
  }

  @Override
  public TokenCounter tokenCounter() {
    return text -> model.encode(text).length;
  }

  @Override
  public int countTokens(Prompt prompt) {
    return model.encode(prompt).length;
  }

  @Override
  public OptionalInt maxTokens() {
    return OptionalInt.of(model.manifest().maxPositions());
  }

  @Override
  public void close() {
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
