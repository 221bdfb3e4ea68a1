package dev.longctx.api.model;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;

/** Starts a generation for each subscriber. */
final class GenerationPublisher implements Flow.Publisher<GenerationEvent> {

  private final LanguageModel model;
  private final GenerationRequest request;
  private final Executor executor;

  GenerationPublisher(LanguageModel model, GenerationRequest request, Executor executor) {
    this.model = model;
    this.request = Objects.requireNonNull(request, "request");
    this.executor = Objects.requireNonNull(executor, "executor");
  }

  @Override
  public void subscribe(Flow.Subscriber<? super GenerationEvent> subscriber) {
    GenerationSubscription subscription = new GenerationSubscription(subscriber);
    subscriber.onSubscribe(subscription);
    if (!subscription.isOver()) {
      start(subscription);
    }
  }

  private void start(GenerationSubscription subscription) {
    try {
      executor.execute(() -> subscription.run(model, request));
    } catch (RejectedExecutionException e) {
      subscription.fail(e);
    }
  }
}
