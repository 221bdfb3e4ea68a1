package dev.longctx.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams, rule by rule of the Reactive Streams specification where a test names one. */
@Timeout(30)
class GenerationStreamTest {

  private final GenerationRequest request =
      GenerationRequest.builder().prompt(Prompt.text("Once")).build();
  private final AtomicReference<Throwable> uncaught = new AtomicReference<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final ExecutorService executor = Executors.newFixedThreadPool(2, this::thread);

  private Thread thread(Runnable body) {
    Thread thread = new Thread(body);
    thread.setUncaughtExceptionHandler((failed, failure) -> uncaught.set(failure));
    threads.add(thread);
    return thread;
  }

  @AfterEach
  void stop() throws InterruptedException {
    executor.shutdownNow();
    assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  private CollectingSubscriber read(ScriptedModel model, long demand) {
    CollectingSubscriber subscriber = new CollectingSubscriber(demand);
    model.stream(request, executor).subscribe(subscriber);
    return subscriber;
  }

  /** Lets all that was given to the executor come to its end. */
  private void drain() throws InterruptedException {
    executor.shutdown();
    assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void givesPiecesInOrderThenTheResultThenTheEnd() throws InterruptedException {
    CollectingSubscriber subscriber = read(ScriptedModel.writing("a", "b"), Long.MAX_VALUE);
    subscriber.awaitEnd();
    assertThat(subscriber.signals)
        .containsExactly("subscribed", "0:a", "0:b", "finished ab", "complete");
  }

  @Test
  void theModelWaitsWhereNothingIsAskedFor() throws InterruptedException {
    AtomicInteger written = new AtomicInteger();
    ScriptedModel model =
        (given, cancellation, listener) -> {
          for (String piece : new String[] {"a", "b", "c"}) {
            written.incrementAndGet();
            listener.text(0, piece);
          }
          return ScriptedModel.result("abc");
        };
    CollectingSubscriber subscriber = read(model, 0);
    assertThat(subscriber.next()).isEqualTo("subscribed");
    subscriber.subscription.request(1);
    assertThat(subscriber.next()).isEqualTo("0:a");
    subscriber.subscription.request(1);
    assertThat(subscriber.next()).isEqualTo("0:b");
    assertThat(written.get()).isLessThanOrEqualTo(3);
    assertThat(subscriber.signals).isEmpty();
    subscriber.subscription.request(2);
    subscriber.awaitEnd();
    assertThat(subscriber.signals).containsExactly("0:c", "finished abc", "complete");
  }

  @Test
  void theEndNeedsNoDemandOfItsOwn() throws InterruptedException {
    CollectingSubscriber subscriber = read(ScriptedModel.writing("a"), 2);
    subscriber.awaitEnd();
    assertThat(subscriber.signals).endsWith("finished a", "complete");
  }

  @Test
  void aFailureNeedsNoDemand() throws InterruptedException {
    GenerationException failure =
        new GenerationException(GenerationException.Reason.FAILED, "broken");
    ScriptedModel model =
        (given, cancellation, listener) -> {
          throw failure;
        };
    CollectingSubscriber subscriber = read(model, 0);
    subscriber.awaitEnd();
    drain();
    assertThat(subscriber.errors).containsExactly(failure);
    assertThat(subscriber.signals).containsExactly("subscribed", "error");
  }

  @Test
  void demandsAddUpWithoutOverflow() throws InterruptedException {
    CollectingSubscriber subscriber =
        new CollectingSubscriber(Long.MAX_VALUE - 1) {
          @Override
          public void onNext(GenerationEvent event) {
            subscription.request(Long.MAX_VALUE);
            super.onNext(event);
          }
        };
    ScriptedModel.writing("a", "b").stream(request, executor).subscribe(subscriber);
    subscriber.awaitEnd();
    assertThat(subscriber.signals).endsWith("finished ab", "complete");
  }

  /** Rule 3.3: however many pieces, asking inside onNext does not pile up calls. */
  @Test
  void askingFromInsideOnNextDoesNotRecurse() throws InterruptedException {
    String[] pieces = IntStream.range(0, 20_000).mapToObj(i -> "x").toArray(String[]::new);
    AtomicInteger depth = new AtomicInteger();
    CollectingSubscriber subscriber =
        new CollectingSubscriber(1) {
          @Override
          public void onNext(GenerationEvent event) {
            assertThat(depth.incrementAndGet()).isOne();
            subscription.request(1);
            depth.decrementAndGet();
          }
        };
    ScriptedModel.writing(pieces).stream(request, executor).subscribe(subscriber);
    subscriber.awaitEnd();
    assertThat(subscriber.signals).containsExactly("subscribed", "complete");
  }

  /** Rule 3.9. */
  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void refusesADemandBelowOne(long demand) throws InterruptedException {
    CollectingSubscriber subscriber = read(ScriptedModel.writing("a"), 0);
    subscriber.subscription.request(demand);
    subscriber.awaitEnd();
    drain();
    assertThat(subscriber.signals).containsExactly("subscribed", "error");
    assertThat(subscriber.errors.get(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("request: expected above 0, found " + demand);
  }

  @Test
  void aBadDemandStopsAModelThatIsNotWriting() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    ScriptedModel model =
        (given, cancellation, listener) -> {
          cancellation.onCancel(cancelled::countDown);
          running.countDown();
          await(cancelled);
          throw new CancellationException();
        };
    CollectingSubscriber subscriber = read(model, 1);
    running.await();
    subscriber.subscription.request(-5);
    subscriber.subscription.request(-6);
    subscriber.awaitEnd();
    drain();
    assertThat(subscriber.errors).hasSize(1);
    assertThat(subscriber.errors.get(0)).hasMessageEndingWith("found -5");
  }

  /** Rules 3.6 and 3.7. */
  @Test
  void demandsAfterCancellingDoNothing() throws InterruptedException {
    CollectingSubscriber subscriber = read(ScriptedModel.writing("a", "b"), 0);
    subscriber.subscription.cancel();
    subscriber.subscription.cancel();
    subscriber.subscription.request(5);
    subscriber.subscription.request(-1);
    drain();
    assertThat(subscriber.signals).containsExactly("subscribed");
  }

  @Test
  void demandsAfterTheEndDoNothing() throws InterruptedException {
    CollectingSubscriber subscriber = read(ScriptedModel.writing("a"), 5);
    subscriber.awaitEnd();
    subscriber.subscription.request(-1);
    subscriber.subscription.request(1);
    subscriber.subscription.cancel();
    drain();
    assertThat(subscriber.signals).endsWith("complete");
    assertThat(subscriber.errors).isEmpty();
  }

  @Test
  void cancellingStopsTheModelAndEndsTheSignals() throws InterruptedException {
    CountDownLatch cancelled = new CountDownLatch(1);
    ScriptedModel model =
        (given, cancellation, listener) -> {
          cancellation.onCancel(cancelled::countDown);
          listener.text(0, "a");
          await(cancelled);
          listener.text(0, "b");
          return ScriptedModel.result("ab");
        };
    CollectingSubscriber subscriber = read(model, Long.MAX_VALUE);
    assertThat(subscriber.next()).isEqualTo("subscribed");
    assertThat(subscriber.next()).isEqualTo("0:a");
    subscriber.subscription.cancel();
    drain();
    assertThat(cancelled.getCount()).isZero();
    assertThat(subscriber.signals).isEmpty();
  }

  @Test
  void cancellingWakesAModelThatWaitsForDemand() throws InterruptedException {
    CollectingSubscriber subscriber = read(ScriptedModel.writing("a", "b"), 1);
    assertThat(subscriber.next()).isEqualTo("subscribed");
    assertThat(subscriber.next()).isEqualTo("0:a");
    subscriber.subscription.cancel();
    drain();
    assertThat(subscriber.signals).isEmpty();
  }

  @Test
  void cancellingFromInsideOnNextEndsTheSignals() throws InterruptedException {
    CollectingSubscriber subscriber =
        new CollectingSubscriber(Long.MAX_VALUE) {
          @Override
          public void onNext(GenerationEvent event) {
            super.onNext(event);
            subscription.cancel();
          }
        };
    ScriptedModel.writing("a", "b").stream(request, executor).subscribe(subscriber);
    drain();
    assertThat(subscriber.signals).containsExactly("subscribed", "0:a");
  }

  @Test
  void cancellingFromInsideOnSubscribeStartsNothing() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    ScriptedModel model =
        (given, cancellation, listener) -> {
          calls.incrementAndGet();
          return ScriptedModel.result("");
        };
    CollectingSubscriber subscriber =
        new CollectingSubscriber(1) {
          @Override
          public void onSubscribe(Flow.Subscription given) {
            super.onSubscribe(given);
            given.cancel();
          }
        };
    model.stream(request, executor).subscribe(subscriber);
    drain();
    assertThat(calls).hasValue(0);
    assertThat(subscriber.signals).containsExactly("subscribed");
  }

  /** Rule 3.15. */
  @Test
  void cancellingReturnsNormallyWhateverTheModelsActionDoes() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    ScriptedModel model =
        (given, cancellation, listener) -> {
          cancellation.onCancel(
              () -> {
                throw new IllegalStateException("broken action");
              });
          running.countDown();
          await(release);
          cancellation.throwIfCancelled();
          return ScriptedModel.result("");
        };
    CollectingSubscriber subscriber = read(model, 1);
    running.await();
    subscriber.subscription.cancel();
    release.countDown();
    drain();
    assertThat(subscriber.signals).containsExactly("subscribed");
  }

  @Test
  void someoneElsesCancellationIsAFailure() throws InterruptedException {
    ScriptedModel model =
        (given, cancellation, listener) -> {
          throw new CancellationException("the server shuts down");
        };
    CollectingSubscriber subscriber = read(model, 1);
    subscriber.awaitEnd();
    assertThat(subscriber.errors.get(0)).hasMessage("the server shuts down");
  }

  @Test
  void interruptingTheWaitingModelIsAFailure() throws InterruptedException {
    CollectingSubscriber subscriber = read(ScriptedModel.writing("a", "b"), 1);
    assertThat(subscriber.next()).isEqualTo("subscribed");
    assertThat(subscriber.next()).isEqualTo("0:a");
    executor.shutdownNow();
    subscriber.awaitEnd();
    assertThat(subscriber.errors.get(0)).isInstanceOf(CancellationException.class);
  }

  /** Rule 1.9. */
  @Test
  void aSubscriberThatIsNullIsRefused() {
    Flow.Publisher<GenerationEvent> publisher = ScriptedModel.writing().stream(request, executor);
    assertThatNullPointerException().isThrownBy(() -> publisher.subscribe(null));
  }

  @Test
  void refusesNullsBeforeAnyoneSubscribes() {
    ScriptedModel model = ScriptedModel.writing();
    assertThatNullPointerException().isThrownBy(() -> model.stream(null, executor));
    assertThatNullPointerException().isThrownBy(() -> model.stream(request, null));
  }

  /** Rule 1.9: onSubscribe comes first even then. */
  @Test
  void anExecutorThatTakesNothingIsToldToTheSubscriber() {
    Executor full =
        task -> {
          throw new RejectedExecutionException("full");
        };
    CollectingSubscriber subscriber = new CollectingSubscriber(-1);
    ScriptedModel.writing("a").stream(request, full).subscribe(subscriber);
    assertThat(subscriber.signals).containsExactly("subscribed", "error");

    CollectingSubscriber patient = new CollectingSubscriber(1);
    ScriptedModel.writing("a").stream(request, full).subscribe(patient);
    assertThat(patient.signals).containsExactly("subscribed", "error");
    assertThat(patient.errors.get(0)).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void eachSubscriptionIsAGenerationOfItsOwn() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    ScriptedModel model =
        (given, cancellation, listener) -> {
          String text = "call " + calls.incrementAndGet();
          listener.text(0, text);
          return ScriptedModel.result(text);
        };
    Flow.Publisher<GenerationEvent> publisher = model.stream(request, executor);
    for (int call = 1; call <= 2; call++) {
      CollectingSubscriber subscriber = new CollectingSubscriber(2);
      publisher.subscribe(subscriber);
      subscriber.awaitEnd();
      assertThat(subscriber.signals)
          .containsExactly("subscribed", "0:call " + call, "finished call " + call, "complete");
    }
  }

  @Test
  void twoSubscribersDoNotWaitForEachOther() throws InterruptedException {
    Flow.Publisher<GenerationEvent> publisher =
        ScriptedModel.writing("a").stream(request, executor);
    CollectingSubscriber slow = new CollectingSubscriber(0);
    CollectingSubscriber fast = new CollectingSubscriber(5);
    publisher.subscribe(slow);
    publisher.subscribe(fast);
    fast.awaitEnd();
    assertThat(slow.signals).containsExactly("subscribed");
    slow.subscription.request(2);
    slow.awaitEnd();
    assertThat(slow.signals).endsWith("0:a", "finished a", "complete");
  }

  /** Rule 2.13: it counts as one that has cancelled. */
  @Test
  void aSubscriberThatThrowsHearsNoMoreAndIsReported() throws InterruptedException {
    IllegalStateException broken = new IllegalStateException("broken subscriber");
    CollectingSubscriber subscriber =
        new CollectingSubscriber(5) {
          @Override
          public void onNext(GenerationEvent event) {
            super.onNext(event);
            throw broken;
          }
        };
    ScriptedModel.writing("a", "b").stream(request, executor).subscribe(subscriber);
    drain();
    assertThat(subscriber.signals).containsExactly("subscribed", "0:a");
    assertThat(uncaught.get()).hasCause(broken);
  }

  /** Rule 1.7. */
  @Test
  void aSubscriberThatThrowsAtTheEndGetsNoErrorAfterIt() throws InterruptedException {
    CollectingSubscriber subscriber =
        new CollectingSubscriber(5) {
          @Override
          public void onComplete() {
            super.onComplete();
            throw new IllegalStateException("broken subscriber");
          }
        };
    ScriptedModel.writing("a").stream(request, executor).subscribe(subscriber);
    drain();
    assertThat(subscriber.signals).endsWith("finished a", "complete");
    assertThat(uncaught.get()).hasMessage("broken subscriber");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
