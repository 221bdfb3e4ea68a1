package dev.longctx.onnx.critic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import dev.longctx.api.Cancellation;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.testing.Fixtures;
import dev.longctx.onnx.testing.Windows;
import java.util.AbstractList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {

  private static final CriticPrompt NO_PROMPT = new CriticPrompt(new int[0], new int[0]);

  private static CriticSession open(String critic) {
    return Critic.load(Fixtures.critic(critic)).open(OnnxOptions.defaults());
  }

  @Test
  void endsACallThatIsCancelledBeforeItStarts() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    try (CriticSession session = open("tiny-cprs")) {
      assertThatThrownBy(() -> session.label(NO_PROMPT, List.of(new int[] {1}), null, cancellation))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void endsTheEncodingOfALongText() {
    Cancellation cancellation = new Cancellation();
    try (CriticSession session = open("tiny-cprs")) {
      int[] none = {};
      assertThat(session.encode("a text", none, cancellation).size()).isPositive();
      cancellation.cancel();
      assertThatThrownBy(() -> session.encode("a text", none, cancellation))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void endsACallBetweenTwoRuns() {
    Cancellation cancellation = new Cancellation();
    AtomicInteger accesses = new AtomicInteger();
    List<int[]> windows =
        new AbstractList<>() {
          @Override
          public int[] get(int index) {
            // Each window is looked at once when it is checked, then once when its run is due.
            if (accesses.incrementAndGet() == size() + 4) {
              cancellation.cancel();
            }
            return new int[] {1, 2, 3};
          }

          @Override
          public int size() {
            return 10;
          }
        };
    try (CriticSession session = open("tiny-pair-int8")) {
      assertThatThrownBy(() -> session.label(NO_PROMPT, windows, null, cancellation))
          .isInstanceOf(CancellationException.class);
      assertThat(accesses.get()).isEqualTo(windows.size() + 4);
    }
  }

  @Test
  void endsACallInsideARun() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (CriticSession session = open("tiny-cprs")) {
      List<int[]> windows = Windows.many(new Random(3), 256, 256, 500);
      long start = System.nanoTime();
      session.label(NO_PROMPT, windows, null, new Cancellation());
      long whole = System.nanoTime() - start;
      boolean inside = false;
      for (int attempt = 1; attempt < 30 && !inside; attempt++) {
        Cancellation cancellation = new Cancellation();
        Future<?> call = thread.submit(() -> session.label(NO_PROMPT, windows, null, cancellation));
        busyFor(whole * attempt / 30);
        cancellation.cancel();
        inside = endedInsideTheEngine(call);
      }
      assertThat(inside).as("a run of %d ms was ended by the engine", whole / 1_000_000).isTrue();
      assertThat(session.label(NO_PROMPT, List.of(new int[] {1}), null, new Cancellation()))
          .hasSize(1);
    } finally {
      thread.shutdown();
    }
  }

  private static void busyFor(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static boolean endedInsideTheEngine(Future<?> call) throws InterruptedException {
    try {
      call.get();
      return false;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(CancellationException.class);
      return e.getCause() instanceof CancellationException cancelled
          && cancelled.getCause() instanceof OrtException;
    }
  }

  @Test
  void survivesCancellationsThatRaceWithTheEndOfTheRun() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    int cancelled = 0;
    try (CriticSession session = open("term-overlap")) {
      for (int i = 0; i < 2_000; i++) {
        Cancellation cancellation = new Cancellation();
        Future<?> call =
            thread.submit(
                () -> session.label(NO_PROMPT, List.of(new int[] {5, 6}), null, cancellation));
        busyFor(i * 100L);
        cancellation.cancel();
        cancelled += wasCancelled(call) ? 1 : 0;
      }
    } finally {
      thread.shutdown();
    }
    assertThat(cancelled).isPositive();
  }

  private static boolean wasCancelled(Future<?> call) throws InterruptedException {
    try {
      call.get();
      return false;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(CancellationException.class);
      return true;
    }
  }
}
