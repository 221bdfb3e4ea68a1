package dev.longctx.langchain4j.model;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.TokenTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one request: they run on workers, and the calling thread reads their events, so
 * that its listener hears all text on that thread. Closing lets go of what still runs.
 */
final class RemoteCall implements AutoCloseable {

  private static final SampleAnswer NOTHING =
      new SampleAnswer("", FinishReason.LENGTH, OptionalInt.empty(), OptionalInt.of(0));

  private final GenerationRequest request;
  private final Cancellation cancellation;
  private final GenerationListener listener;
  private final TokenCounter counter;
  private final int tolerated;
  private final EventQueue events = new EventQueue();
  private final long start = System.nanoTime();
  private final Timers.@Nullable Timer deadline;
  private final List<SampleTask> tasks = new ArrayList<>();
  private final List<Future<?>> futures = new ArrayList<>();
  private final StringBuilder[] heard;
  private final @Nullable SampleAnswer[] answers;
  private final Set<Integer> failed = new HashSet<>();
  private final Cancellation.Registration registration;
  private int open;
  private @Nullable Long firstText;

  RemoteCall(
      GenerationRequest request,
      Cancellation cancellation,
      GenerationListener listener,
      TokenCounter counter,
      Endpoint endpoint) {
    this.request = request;
    this.cancellation = cancellation;
    this.listener = listener;
    this.counter = counter;
    tolerated = endpoint.toleratedFailures();
    heard = new StringBuilder[request.samples()];
    answers = new SampleAnswer[request.samples()];
    registration = cancellation.onCancel(events::close);
    deadline =
        request.timeout().map(time -> endpoint.timers().start(time, events::expire)).orElse(null);
  }

  EventQueue events() {
    return events;
  }

  PieceSink sink(int sample) {
    return listener == GenerationListener.NONE ? PieceSink.NONE : PieceSink.of(sample, events);
  }

  boolean hasDeadline() {
    return deadline != null;
  }

  /** Starts the samples; an endpoint is not asked for nothing. */
  void begin(IntFunction<SampleTask> task, ExecutorService workers) {
    if (request.maxTokens() == 0) {
      Arrays.fill(answers, NOTHING);
      return;
    }
    open = request.samples();
    for (int sample = 0; sample < request.samples(); sample++) {
      heard[sample] = new StringBuilder();
      SampleTask next = task.apply(sample);
      tasks.add(next);
      futures.add(workers.submit(next));
    }
  }

  /** Reads events until all samples are complete or the time is up. */
  Generation await() {
    try {
      while (open > 0) {
        SampleEvent event = events.take();
        cancellation.throwIfCancelled();
        if (event == null) {
          break;
        }
        open -= handle(event) ? 1 : 0;
      }
      return generation();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the calling thread was interrupted");
    }
  }

  /** Whether the event was a sample's last. */
  private boolean handle(SampleEvent event) {
    if (event instanceof SampleEvent.Piece piece) {
      noteText();
      heard[piece.sample()].append(piece.text());
      listener.text(piece.sample(), piece.text());
      return false;
    }
    if (event instanceof SampleEvent.Done done) {
      noteText();
      answers[done.sample()] = done.answer();
      return true;
    }
    note((SampleEvent.Failed) event);
    return true;
  }

  private void note(SampleEvent.Failed event) {
    failed.add(event.sample());
    RuntimeException failure = event.failure().toException(event.attempts());
    boolean tooMany = failed.size() > tolerated || failed.size() == request.samples();
    if (tooMany || !(failure instanceof GenerationException)) {
      throw failure;
    }
  }

  private void noteText() {
    if (firstText == null) {
      firstText = System.nanoTime();
    }
  }

  private Generation generation() {
    long end = System.nanoTime();
    long first = firstText == null ? end : firstText;
    return new Generation(
        IntStream.range(0, request.samples())
            .filter(sample -> !failed.contains(sample))
            .mapToObj(this::completion)
            .toList(),
        promptTokens(),
        0,
        Duration.ofNanos(first - start),
        Duration.ofNanos(end - first));
  }

  private Completion completion(int sample) {
    SampleAnswer answer = answers[sample];
    if (answer == null) {
      String partial =
          listener == GenerationListener.NONE
              ? tasks.get(sample).partial()
              : heard[sample].toString();
      return completion(partial, FinishReason.DEADLINE, OptionalInt.empty());
    }
    return completion(answer.text(), answer.finish(), answer.completionTokens());
  }

  private Completion completion(String text, FinishReason finish, OptionalInt told) {
    int size = told.isPresent() ? told.getAsInt() : counter.count(text);
    return new Completion(text, finish, TokenTrace.counted(size));
  }

  private int promptTokens() {
    for (SampleAnswer answer : answers) {
      if (answer != null && answer.promptTokens().isPresent()) {
        return answer.promptTokens().getAsInt();
      }
    }
    return 0;
  }

  @Override
  public void close() {
    registration.close();
    if (deadline != null) {
      deadline.close();
    }
    events.close();
    futures.forEach(future -> future.cancel(true));
    tasks.forEach(SampleTask::abandon);
  }
}
