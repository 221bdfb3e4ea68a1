package dev.longctx.api.model;

import dev.longctx.api.Cancellation;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One generation and its reader. The generating thread waits for demand, so that nothing piles up;
 * signals after {@code onSubscribe} come from that thread only, one at a time.
 */
final class GenerationSubscription implements Flow.Subscription {

  private final Flow.Subscriber<? super GenerationEvent> subscriber;
  private final Cancellation cancellation = new Cancellation();
  private long demand;
  private boolean over;
  private @Nullable IllegalArgumentException badDemand;

  GenerationSubscription(Flow.Subscriber<? super GenerationEvent> subscriber) {
    this.subscriber = Objects.requireNonNull(subscriber, "subscriber");
  }

  @Override
  public void request(long n) {
    if (n <= 0) {
      refuse(n);
      return;
    }
    synchronized (this) {
      demand = n > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + n;
      notifyAll();
    }
  }

  /** The generating thread tells the subscriber, as soon as the model lets go of it. */
  private void refuse(long n) {
    synchronized (this) {
      if (over || badDemand != null) {
        return;
      }
      badDemand = new IllegalArgumentException("request: expected above 0, found " + n);
      notifyAll();
    }
    stopModel();
  }

  @Override
  public void cancel() {
    end();
    stopModel();
  }

  /** A subscriber must not be thrown at for cancelling, whatever the model's own action does. */
  private void stopModel() {
    try {
      cancellation.cancel();
    } catch (RuntimeException e) {
      // The model finds out when it next looks at the cancellation.
    }
  }

  /** Ends the signals; false if they had ended before. */
  private synchronized boolean end() {
    boolean first = !over;
    over = true;
    notifyAll();
    return first;
  }

  synchronized boolean isOver() {
    return over;
  }

  void run(LanguageModel model, GenerationRequest request) {
    try {
      cancellation.throwIfCancelled();
      Generation result = model.generate(request, cancellation, this::emitText);
      emit(new GenerationEvent.Finished(result));
    } catch (SubscriberFailure e) {
      throw e;
    } catch (Throwable e) {
      fail(e);
      return;
    }
    if (end()) {
      subscriber.onComplete();
    }
  }

  /** Tells the subscriber of a failure, unless it has cancelled or heard of one. */
  void fail(Throwable failure) {
    IllegalArgumentException bad = badDemand();
    if (end()) {
      subscriber.onError(bad != null ? bad : failure);
    }
  }

  private synchronized @Nullable IllegalArgumentException badDemand() {
    return badDemand;
  }

  private void emitText(int sample, String text) {
    emit(new GenerationEvent.Text(sample, text));
  }

  private void emit(GenerationEvent event) {
    awaitDemand();
    try {
      subscriber.onNext(event);
    } catch (Throwable e) {
      end();
      throw new SubscriberFailure(e);
    }
  }

  private synchronized void awaitDemand() {
    while (demand == 0 && badDemand == null && !over) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while the subscriber read");
      }
    }
    if (badDemand != null || over) {
      throw new CancellationException("the subscriber reads no more");
    }
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
  }

  /** A subscriber that broke its contract by throwing counts as one that has cancelled. */
  private static final class SubscriberFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SubscriberFailure(Throwable cause) {
      super("the subscriber threw in onNext", cause);
    }
  }
}
