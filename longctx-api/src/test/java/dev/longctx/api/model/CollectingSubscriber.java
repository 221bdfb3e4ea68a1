package dev.longctx.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps the signals, as words in order; asks for what the test says. */
class CollectingSubscriber implements Flow.Subscriber<GenerationEvent> {

  final BlockingQueue<String> signals = new LinkedBlockingQueue<>();
  final CountDownLatch ended = new CountDownLatch(1);
  final AtomicInteger concurrent = new AtomicInteger();
  final List<Throwable> errors = new ArrayList<>();
  Flow.Subscription subscription;
  private final long firstDemand;

  CollectingSubscriber(long firstDemand) {
    this.firstDemand = firstDemand;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    signals.add("subscribed");
    subscription = given;
    if (firstDemand != 0) {
      given.request(firstDemand);
    }
  }

  @Override
  public void onNext(GenerationEvent event) {
    assertThat(concurrent.incrementAndGet()).isOne();
    if (event instanceof GenerationEvent.Text text) {
      signals.add(text.sample() + ":" + text.text());
    } else if (event instanceof GenerationEvent.Finished finished) {
      signals.add("finished " + finished.generation().text());
    }
    concurrent.decrementAndGet();
  }

  @Override
  public void onError(Throwable failure) {
    errors.add(failure);
    signals.add("error");
    ended.countDown();
  }

  @Override
  public void onComplete() {
    signals.add("complete");
    ended.countDown();
  }

  void awaitEnd() throws InterruptedException {
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
  }

  String next() throws InterruptedException {
    return signals.poll(20, TimeUnit.SECONDS);
  }
}
