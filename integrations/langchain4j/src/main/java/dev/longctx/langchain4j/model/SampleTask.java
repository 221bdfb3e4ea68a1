package dev.longctx.langchain4j.model;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One sample on a worker: attempts until one succeeds or none is left. */
final class SampleTask implements Runnable {

  private final int sample;
  private final Supplier<Attempt> attempts;
  private final Retries retries;
  private final Pauses pauses;
  private final Timers timers;
  private final Duration attemptTimeout;
  private final EventQueue events;
  private volatile @Nullable Attempt current;

  SampleTask(int sample, Supplier<Attempt> attempts, Endpoint endpoint, EventQueue events) {
    this.sample = sample;
    this.attempts = attempts;
    this.retries = endpoint.retries();
    this.pauses = endpoint.pauses();
    this.timers = endpoint.timers();
    this.attemptTimeout = endpoint.attemptTimeout();
    this.events = events;
  }

  @Override
  public void run() {
    try {
      events.end(outcome());
    } catch (Throwable e) {
      events.end(new SampleEvent.Failed(sample, Failure.of(e), 1));
    }
  }

  private SampleEvent outcome() throws InterruptedException {
    for (int tried = 1; ; tried++) {
      Attempt attempt = attempts.get();
      try {
        return new SampleEvent.Done(sample, run(attempt));
      } catch (Exception e) {
        Failure failure = Failure.of(e);
        boolean last = tried >= retries.attempts() || attempt.heard() || events.isClosed();
        if (last || !failure.passing()) {
          return new SampleEvent.Failed(sample, failure, tried);
        }
      }
      pauses.sleep().sleep(retries.pauseAfter(tried, pauses.chance().getAsDouble()));
    }
  }

  private SampleAnswer run(Attempt attempt) throws Exception {
    current = attempt;
    if (events.isClosed()) {
      throw new InterruptedException("abandoned");
    }
    Alarm alarm = new Alarm(timers, attemptTimeout);
    try {
      return attempt.run();
    } catch (Exception e) {
      attempt.abandon();
      throw alarm.rang() ? new TimeoutException() : e;
    } finally {
      alarm.close();
    }
  }

  /** The text so far. */
  String partial() {
    Attempt attempt = current;
    return attempt == null ? "" : attempt.partial();
  }

  /** Lets the running attempt go; to be called after the queue is closed. */
  void abandon() {
    Attempt attempt = current;
    if (attempt != null) {
      attempt.abandon();
    }
  }
}
