package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that end early, and the end of the model itself. */
class RemoteCancellationTest extends RemoteModelTest {

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Cancellation cancellation = new Cancellation();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private CompletableFuture<Generation> start(RemoteLanguageModel model) {
    return CompletableFuture.supplyAsync(
        () -> model.generate(request().build(), cancellation, GenerationListener.NONE), executor);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cancellingEndsACallThatWaitsForItsAnswer(boolean streams) throws Exception {
    server.reply(server.silence());
    CompletableFuture<Generation> call = start(streams ? streaming() : plain());
    assertThat(server.awaitArrival()).isNotNull();
    cancellation.cancel();
    assertThatThrownBy(() -> call.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CancellationException.class);
  }

  @Test
  void cancellingWhileAListenerReadsClosesTheConnection() throws InterruptedException {
    CountDownLatch clientGone = new CountDownLatch(1);
    server.reply(OpenAiServer.endlessStream(OpenAiServer.piece("a"), clientGone));
    RemoteLanguageModel model = streaming();
    GenerationListener cancelling =
        (sample, text) -> {
          listen(sample, text);
          cancellation.cancel();
        };
    assertThatThrownBy(() -> model.generate(request().build(), cancellation, cancelling))
        .isInstanceOf(CancellationException.class);
    assertThat(heard).containsExactly("0:a");
    assertThat(clientGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCancelledCallSendsNothing() {
    cancellation.cancel();
    RemoteLanguageModel model = plain();
    assertThatThrownBy(
            () -> model.generate(request().build(), cancellation, GenerationListener.NONE))
        .isInstanceOf(CancellationException.class);
    assertThat(server.bodies).isEmpty();
  }

  @Test
  void cancellingAFutureEndsItsCall() throws Exception {
    server.reply(server.silence(), OpenAiServer.answer("next"));
    RemoteLanguageModel model =
        open(settings().chatModel(server.chat().build()).maxConcurrentRequests(1));
    CompletableFuture<Generation> call = model.generateAsync(request().build(), executor);
    assertThat(server.awaitArrival()).isNotNull();
    call.cancel(true);
    // The only worker is free again: the interrupted one left the silent server.
    assertThat(model.generate(request().build()).text()).isEqualTo("next");
  }

  @Test
  void interruptingTheCallerEndsTheCallAndKeepsTheFlag() throws Exception {
    server.reply(server.silence());
    RemoteLanguageModel model = plain();
    AtomicBoolean flag = new AtomicBoolean();
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                model.generate(request().build());
              } catch (CancellationException e) {
                flag.set(Thread.currentThread().isInterrupted());
                outcome.complete(e);
              }
            });
    caller.start();
    assertThat(server.awaitArrival()).isNotNull();
    caller.interrupt();
    assertThat(outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
    assertThat(flag).isTrue();
  }

  @Test
  void closingWaitsForRunningCalls() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    server.reply(
        exchange -> {
          release.await();
          OpenAiServer.answer("done").send(exchange);
        });
    RemoteLanguageModel model = plain();
    CompletableFuture<Generation> call = start(model);
    assertThat(server.awaitArrival()).isNotNull();
    Thread closing = new Thread(model::close);
    closing.start();
    assertThat(restingState(closing)).isEqualTo(Thread.State.WAITING);
    assertThat(call).isNotDone();
    release.countDown();
    assertThat(call.get(PATIENCE_SECONDS, TimeUnit.SECONDS).text()).isEqualTo("done");
    closing.join();
    assertThatIllegalStateException()
        .isThrownBy(() -> model.generate(request().build()))
        .withMessage("model is closed");
    model.close();
  }

  /** What a thread comes to: it waits for another, or ends. */
  private static Thread.State restingState(Thread thread) throws InterruptedException {
    Thread.State state = thread.getState();
    while (state != Thread.State.WAITING && state != Thread.State.TERMINATED) {
      thread.join(1);
      state = thread.getState();
    }
    return state;
  }

  @Test
  void aChatModelThatHeedsNoInterruptIsAbandoned() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    RemoteLanguageModel model = open(settings().chatModel(new DeafModel(entered, release)));
    CompletableFuture<Generation> call = start(model);
    entered.await();
    cancellation.cancel();
    assertThatThrownBy(() -> call.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CancellationException.class);
    model.close();
    release.countDown();
  }

  private record DeafModel(CountDownLatch entered, CountDownLatch release) implements ChatModel {

    @Override
    public ChatResponse chat(ChatRequest request) {
      entered.countDown();
      while (release.getCount() > 0) {
        try {
          release.await();
        } catch (InterruptedException e) {
          // Deaf.
        }
      }
      return ChatResponse.builder().aiMessage(AiMessage.from("late")).build();
    }
  }

  @Test
  void aListenerCannotCloseTheModelItListensTo() {
    server.reply(OpenAiServer.answer("x"));
    RemoteLanguageModel model = plain();
    assertThatIllegalStateException()
        .isThrownBy(
            () -> model.generate(request().build(), cancellation, (sample, text) -> model.close()))
        .withMessage("model cannot be closed from inside one of its calls");
  }
}
