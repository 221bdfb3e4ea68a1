package dev.longctx.train.internal.torch;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread at a time into the engine, with the engine's switches, which belong to the
 * thread, as this code needs them: no gradients but where a part asks for them, and no optimiser of
 * graphs, which makes results depend on how often a graph ran. Thread-safe.
 */
public final class EngineGate {

  private final ReentrantLock lock = new ReentrantLock();
  private final String name;
  private boolean closed;

  /**
   * An open gate. Starts the engine where nothing has done so before.
   *
   * @param name how messages call what lies behind it
   * @throws TrainingException if there is no engine for this machine
   */
  public EngineGate(String name) {
    TorchRuntime.start();
    this.name = name;
  }

  /**
   * Runs a call.
   *
   * @param <T> the kind of result
   * @param call may use the engine
   * @return its result
   * @throws IllegalStateException if the gate is closed
   * @throws TrainingException if the engine fails
   */
  public <T> T run(Supplier<T> call) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the " + name + " is closed");
      }
      return inEngine(call);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs a call without a result.
   *
   * @param call may use the engine
   */
  public void run(Runnable call) {
    run(
        () -> {
          call.run();
          return true;
        });
  }

  /**
   * Closes the gate, once.
   *
   * @param last runs if the gate was open
   */
  public void close(Runnable last) {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        last.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs what releases memory, also behind a closed gate.
   *
   * @param release closes tensors
   */
  public void release(Runnable release) {
    lock.lock();
    try {
      release.run();
    } finally {
      lock.unlock();
    }
  }

  private static <T> T inEngine(Supplier<T> call) {
    Lock running = TorchRuntime.running();
    running.lock();
    boolean before = JniUtils.isGradMode();
    try {
      JniUtils.setGradMode(false);
      JniUtils.setGraphExecutorOptimize(false);
      return call.get();
    } catch (EngineException e) {
      throw translated(e);
    } finally {
      JniUtils.setGradMode(before);
      running.unlock();
    }
  }

  private static TrainingException translated(EngineException e) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    boolean memory = lower.contains("not enough memory") || lower.contains("allocate memory");
    Reason reason = memory || lower.contains("bad_alloc") ? Reason.OUT_OF_MEMORY : Reason.FAILED;
    return new TrainingException(reason, "PyTorch: " + message.strip(), e);
  }
}
