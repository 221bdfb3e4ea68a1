package dev.longctx.compress.internal.critic;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.longctx.api.Cancellation;
import dev.longctx.compress.internal.pipeline.CallControl;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjIntConsumer;

/**
 * Works through the batches of one call on a pool that many calls share. Each task does one batch
 * and then queues up again, so that a short call does not wait for all of a long one.
 */
final class BatchQueue {

  private final int batches;
  private final ObjIntConsumer<Cancellation> work;
  private final Executor executor;
  private final Cancellation stop = new Cancellation();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final CountDownLatch done;
  private final int workers;

  /**
   * A queue.
   *
   * @param batches how many there are
   * @param work does the batch with a number, and ends early when its cancellation asks for it
   * @param executor runs tasks
   * @param workers how many tasks may run at once
   */
  BatchQueue(int batches, ObjIntConsumer<Cancellation> work, Executor executor, int workers) {
    this.batches = batches;
    this.work = work;
    this.executor = executor;
    this.workers = Math.min(workers, batches);
    this.done = new CountDownLatch(this.workers);
  }

  /** Runs all batches and returns when no task of this call is left on the pool. */
  void run(CallControl control) {
    Cancellation.Registration registration = control.stop().onCancel(stop::cancel);
    try {
      for (int i = 0; i < workers; i++) {
        executor.execute(this::step);
      }
      await();
      control.check();
      rethrow();
    } finally {
      registration.close();
    }
  }

  private void step() {
    int batch = next.getAndIncrement();
    if (batch < batches && !stop.isCancelled()) {
      try {
        work.accept(stop, batch);
        executor.execute(this::step);
        return;
      } catch (Throwable e) {
        fail(e);
      }
    }
    done.countDown();
  }

  private void fail(Throwable e) {
    if (!(e instanceof CancellationException && stop.isCancelled())) {
      failure.compareAndSet(null, e);
    }
    stop.cancel();
  }

  /** Tasks touch the call's arrays and the session, so an interrupted caller waits for them too. */
  private void await() {
    try {
      done.await();
    } catch (InterruptedException e) {
      stop.cancel();
      Uninterruptibles.awaitUninterruptibly(done);
      Thread.currentThread().interrupt();
    }
  }

  private void rethrow() {
    Throwable e = failure.get();
    if (e instanceof Error error) {
      throw error;
    }
    if (e instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
