package dev.longctx.compress.internal.critic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.longctx.api.Cancellation;
import dev.longctx.api.compression.Reason;
import dev.longctx.compress.internal.pipeline.CallControl;
import dev.longctx.compress.internal.pipeline.CompressionFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BatchQueueTest {

  private final WorkerPool pool = new WorkerPool(2);
  private final Cancellation cancellation = new Cancellation();

  @AfterEach
  void close() {
    pool.close();
  }

  private CallControl control() {
    return new CallControl(cancellation, Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void runsEveryBatchOnce(int batches) {
    AtomicIntegerArray runs = new AtomicIntegerArray(batches);
    new BatchQueue(batches, (stop, batch) -> runs.incrementAndGet(batch), pool, 3).run(control());
    for (int i = 0; i < batches; i++) {
      assertThat(runs.get(i)).isEqualTo(1);
    }
  }

  @Test
  void rethrowsTheFirstFailureAndStopsTheRest() {
    AtomicInteger started = new AtomicInteger();
    BatchQueue queue =
        new BatchQueue(
            1_000,
            (stop, batch) -> {
              started.incrementAndGet();
              throw new IllegalStateException("batch " + batch);
            },
            pool,
            2);
    assertThatThrownBy(() -> queue.run(control())).hasMessageStartingWith("batch ");
    assertThat(started).hasValueLessThan(1_000);
  }

  @Test
  void cancellingReachesARunningBatch() {
    BatchQueue queue =
        new BatchQueue(
            10,
            (stop, batch) -> {
              CountDownLatch stopped = new CountDownLatch(1);
              stop.onCancel(stopped::countDown);
              cancellation.cancel();
              awaitUninterruptibly(stopped);
              stop.throwIfCancelled();
            },
            pool,
            2);
    assertThatThrownBy(() -> queue.run(control())).isInstanceOf(CancellationException.class);
  }

  @Test
  void theDeadlineStopsARunningBatch() {
    CallControl hurried = new CallControl(cancellation, Optional.of(Duration.ofMillis(20)));
    BatchQueue queue = new BatchQueue(10, BatchQueueTest::blockUntilStopped, pool, 2);
    assertThatThrownBy(() -> queue.run(hurried))
        .isInstanceOfSatisfying(
            CompressionFailure.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED));
    assertThat(cancellation.isCancelled()).isFalse();
  }

  @Test
  void interruptingTheCallerStopsItsBatchesAndKeepsTheFlag() {
    Thread.currentThread().interrupt();
    BatchQueue queue = new BatchQueue(10, BatchQueueTest::blockUntilStopped, pool, 2);
    assertThatThrownBy(() -> queue.run(control())).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aShortCallIsServedBesideALongOne() {
    CountDownLatch shortIsDone = new CountDownLatch(1);
    Thread longCall =
        new Thread(
            () ->
                new BatchQueue(
                        100,
                        (stop, batch) -> {
                          if (batch == 99) {
                            awaitUninterruptibly(shortIsDone);
                          }
                        },
                        pool,
                        1)
                    .run(control()));
    longCall.start();
    new BatchQueue(1, (stop, batch) -> {}, pool, 1).run(control());
    shortIsDone.countDown();
    joinUninterruptibly(longCall);
    assertThat(longCall.isAlive()).isFalse();
  }

  private static void blockUntilStopped(Cancellation stop, int batch) {
    CountDownLatch stopped = new CountDownLatch(1);
    stop.onCancel(stopped::countDown);
    awaitUninterruptibly(stopped);
    stop.throwIfCancelled();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    Uninterruptibles.awaitUninterruptibly(latch);
  }

  private static void joinUninterruptibly(Thread thread) {
    Uninterruptibles.joinUninterruptibly(thread);
  }
}
