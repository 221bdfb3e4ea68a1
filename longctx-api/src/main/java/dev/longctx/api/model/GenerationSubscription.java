package dev.longctx.api.model;

import dev.longctx.api.Cancellation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;

/**
 * One generation and its reader. The generating thread waits for demand, so that nothing piles up;
 * signals come from that thread only, one at a time.
 */
final class GenerationSubscription implements Flow.Subscription {

  private final Flow.Subscriber<? super GenerationEvent> subscriber;
  private final Cancellation cancellation = new Cancellation();
  private long demand;
  private boolean badDemand;

  GenerationSubscription(Flow.Subscriber<? super GenerationEvent> subscriber) {
    this.subscriber = subscriber;
  }

  @Override
  public void request(long n) {
    synchronized (this) {
      badDemand |= n <= 0;
      demand = n > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + Math.max(0, n);
      notifyAll();
    }
  }

  @Override
  public void cancel() {
    cancellation.cancel();
    synchronized (this) {
      notifyAll();
    }
  }

  void run(LanguageModel model, GenerationRequest request) {
    try {
      cancellation.throwIfCancelled();
      Generation result =
          model.generate(
              request,
              cancellation,
              (sample, text) -> emit(new GenerationEvent.Text(sample, text)));
      emit(new GenerationEvent.Finished(result));
      subscriber.onComplete();
    } catch (CancellationException e) {
      if (!cancellation.isCancelled()) {
        fail(e); // by someone else: the subscriber did not ask for it
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  void fail(Throwable failure) {
    if (!cancellation.isCancelled()) {
      subscriber.onError(failure);
    }
  }

  private void emit(GenerationEvent event) {
    awaitDemand();
    subscriber.onNext(event);
  }

  private synchronized void awaitDemand() {
    while (demand == 0 && !badDemand && !cancellation.isCancelled()) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while the subscriber read");
      }
    }
    cancellation.throwIfCancelled();
    if (badDemand) {
      throw new IllegalArgumentException("request: expected above 0, found less");
    }
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
  }
}
