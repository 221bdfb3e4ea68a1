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
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
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
}
