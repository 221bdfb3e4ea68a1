package dev.longctx.api.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AsyncCompressionTest {

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final CompressionRequest request = CompressionRequest.builder().build();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private static Compression nothing() {
    CompressionStats stats = new CompressionStats(0, 0, 0, 0, 0, CompressionStats.Timings.NONE);
    return new Unchanged(List.of(), Reason.BLANK_INPUT, "nothing", Joiner.SPACE, stats);
  }

  private interface Body extends Compressor {
    @Override
    default void close() {}
  }

  @Test
  void completesWithTheResult() {
    Body compressor = (r, c) -> nothing();
    assertThat(compressor.compressAsync(request, executor).join()).isEqualTo(nothing());
  }

  @Test
  void completesWithTheFailure() {
    Body compressor =
        (r, c) -> {
          throw new CompressionException(Reason.SCORING_FAILED, "broken", null);
        };
    assertThatThrownBy(() -> compressor.compressAsync(request, executor).join())
        .hasCauseInstanceOf(CompressionException.class);
  }

  @Test
  void cancellingTheFutureReachesTheRunningCall() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    Body compressor =
        (r, cancellation) -> {
          cancellation.onCancel(reached::countDown);
          running.countDown();
          await(reached);
          cancellation.throwIfCancelled();
          return nothing();
        };
    CompletableFuture<Compression> future = compressor.compressAsync(request, executor);
    running.await();
    future.cancel(true);
    assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(future).isCancelled();
  }

  @Test
  void doesNotStartACallThatWasCancelledInTheQueue() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean started = new AtomicBoolean();
    executor.execute(() -> await(release));
    Body compressor =
        (r, c) -> {
          started.set(true);
          return nothing();
        };
    compressor.compressAsync(request, executor).cancel(true);
    release.countDown();
    executor.submit(() -> {}).get(20, TimeUnit.SECONDS);
    assertThat(started).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
