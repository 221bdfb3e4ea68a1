package dev.longctx.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a model has for the one method that it implements. */
@Timeout(30)
class LanguageModelTest {

  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private static GenerationRequest request(String text) {
    return GenerationRequest.builder().prompt(Prompt.text(text)).build();
  }

  private static ScriptedModel echo() {
    return (request, cancellation, listener) -> {
      cancellation.throwIfCancelled();
      return ScriptedModel.result(((Prompt.Text) request.prompt()).text());
    };
  }

  @Test
  void generatesWithoutACancellation() {
    assertThat(echo().generate(request("a")).text()).isEqualTo("a");
  }

  @Test
  void generatesForSeveralRequestsInOrder() {
    List<GenerationRequest> requests = List.of(request("a"), request("b"), request("c"));
    assertThat(echo().generateAll(requests, new Cancellation()))
        .extracting(Generation::text)
        .containsExactly("a", "b", "c");
  }

  @Test
  void generatesNothingForNoRequests() {
    assertThat(echo().generateAll(List.of(), new Cancellation())).isEmpty();
  }

  @Test
  void cancellingEndsSeveralRequestsBetweenTwo() {
    Cancellation cancellation = new Cancellation();
    List<String> served = new ArrayList<>();
    ScriptedModel model =
        (request, given, listener) -> {
          given.throwIfCancelled();
          served.add(((Prompt.Text) request.prompt()).text());
          cancellation.cancel();
          return ScriptedModel.result("");
        };
    assertThatThrownBy(() -> model.generateAll(List.of(request("a"), request("b")), cancellation))
        .isInstanceOf(CancellationException.class);
    assertThat(served).containsExactly("a");
  }

  @Test
  void completesAFutureWithTheResult() {
    assertThat(echo().generateAsync(request("a"), executor).join().text()).isEqualTo("a");
  }

  @Test
  void completesAFutureWithTheFailure() {
    GenerationException failure =
        new GenerationException(GenerationException.Reason.FAILED, "broken");
    ScriptedModel model =
        (request, cancellation, listener) -> {
          throw failure;
        };
    assertThatThrownBy(() -> model.generateAsync(request("a"), executor).join()).hasCause(failure);
  }

  @Test
  void completesAFutureWithAnError() {
    ScriptedModel model =
        (request, cancellation, listener) -> {
          throw new StackOverflowError("deep");
        };
    assertThatThrownBy(() -> model.generateAsync(request("a"), executor).join())
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void cancellingTheFutureCancelsTheCall() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    ScriptedModel model =
        (request, cancellation, listener) -> {
          cancellation.onCancel(cancelled::countDown);
          running.countDown();
          await(cancelled);
          throw new CancellationException();
        };
    CompletableFuture<Generation> future = model.generateAsync(request("a"), executor);
    running.await();
    future.cancel(false);
    assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(future).isCancelled();
  }

  @Test
  void completingTheFutureInAnotherWayCancelsTheCall() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    ScriptedModel model =
        (request, cancellation, listener) -> {
          cancellation.onCancel(cancelled::countDown);
          running.countDown();
          await(cancelled);
          return ScriptedModel.result("late");
        };
    CompletableFuture<Generation> future = model.generateAsync(request("a"), executor);
    running.await();
    future.complete(ScriptedModel.result("instead"));
    assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(future.join().text()).isEqualTo("instead");
  }

  @Test
  void anExecutorThatTakesNothingIsToldToTheCaller() {
    executor.shutdown();
    assertThatThrownBy(() -> echo().generateAsync(request("a"), executor))
        .isInstanceOf(RejectedExecutionException.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
