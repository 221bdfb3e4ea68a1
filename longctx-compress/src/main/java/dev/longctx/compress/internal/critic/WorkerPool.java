package dev.longctx.compress.internal.critic;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A compressor's worker threads: daemons, so that a forgotten compressor keeps no JVM alive. */
public final class WorkerPool implements Executor, AutoCloseable {

  private static final AtomicInteger POOLS = new AtomicInteger();

  private final ExecutorService threads;

  /** A pool of so many threads, which start when they are needed. */
  public WorkerPool(int workers) {
    int pool = POOLS.incrementAndGet();
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              String name = "longctx-critic-" + pool + "-" + number.incrementAndGet();
              return new Worker(this, task, name);
            });
  }

  /** Whether the calling thread is one of these: it must not wait for a call or for closing. */
  public boolean isOwnThread() {
    return Thread.currentThread() instanceof Worker worker && worker.pool == this;
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  /** Ends the threads; no call may be running. */
  @Override
  public void close() {
    threads.shutdown();
  }

  private static final class Worker extends Thread {

    private final WorkerPool pool;

    Worker(WorkerPool pool, Runnable task, String name) {
      super(task, name);
      this.pool = pool;
      setDaemon(true);
    }
  }
}
