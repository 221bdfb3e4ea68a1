package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose time is up. */
class RemoteDeadlinesTest extends RemoteModelTest {

  private static GenerationRequest.Builder hurried() {
    return request().timeout(HandTimers.TIME);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void inRealTimeTheResultIsWhatThereIs(boolean streams) {
    server.reply(server.silence());
    Generation generation =
        (streams ? streaming() : plain())
            .generate(request().timeout(Duration.ofMillis(50)).build());
    assertThat(generation.text()).isEmpty();
    assertThat(generation.completions().get(0).finish()).isEqualTo(FinishReason.DEADLINE);
  }

  @Test
  void whatAListenerHeardIsTheResult() {
    server.reply(server.stalledStream(OpenAiServer.piece("Par"), OpenAiServer.piece("is")));
    RemoteLanguageModel model =
        open(settings().timers(timers).streamingChatModel(server.streaming()));
    GenerationListener listener =
        (sample, text) -> {
          listen(sample, text);
          if (text.equals("is")) {
            timers.ring();
          }
        };
    Generation generation = model.generate(hurried().build(), new Cancellation(), listener);
    assertThat(generation.text()).isEqualTo("Paris");
    assertThat(generation.completions().get(0).finish()).isEqualTo(FinishReason.DEADLINE);
    assertThat(heard).containsExactly("0:Par", "0:is");
    assertThat(timers.due()).isEmpty();
  }

  @Test
  void aStreamWithoutAnEndEndsToo() throws InterruptedException {
    CountDownLatch clientGone = new CountDownLatch(1);
    server.reply(OpenAiServer.endlessStream(OpenAiServer.piece("a"), clientGone));
    RemoteLanguageModel model =
        open(settings().timers(timers).streamingChatModel(server.streaming()));
    GenerationListener listener =
        (sample, text) -> {
          listen(sample, text);
          timers.ring();
        };
    Generation generation = model.generate(hurried().build(), new Cancellation(), listener);
    assertThat(generation.text()).isEqualTo("a".repeat(heard.size()));
    clientGone.await();
  }

  @Test
  void whatNobodyReadAlongIsTheResultToo() {
    RemoteLanguageModel model =
        open(settings().timers(timers).streamingChatModel(new StallingModel(timers)));
    Generation generation = model.generate(hurried().build());
    assertThat(generation.text()).isEqualTo("Paris");
    assertThat(generation.completions().get(0).finish()).isEqualTo(FinishReason.DEADLINE);
  }

  /** Says something, and then time runs out. */
  private record StallingModel(HandTimers timers) implements StreamingChatModel {
    @Override
    public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
      handler.onPartialResponse("Par");
      handler.onPartialResponse("is");
      timers.ring();
    }
  }

  @Test
  void theTimeIsUpDuringAPauseToo() {
    server.reply(OpenAiServer.error(503, "overloaded"));
    Pauses endless =
        new Pauses(
            pause -> {
              pauses.add(pause);
              timers.ring();
              new CountDownLatch(1).await();
            },
            () -> 0);
    RemoteLanguageModel model =
        open(
            RemoteLanguageModel.builder()
                .chatModel(server.chat().build())
                .pauses(endless)
                .timers(timers));
    Generation generation = model.generate(hurried().build());
    assertThat(generation.completions().get(0).finish()).isEqualTo(FinishReason.DEADLINE);
    assertThat(server.bodies).hasSize(1);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void theFirstSamplesStayWhenTheTimeOfTheOthersIsUp() {
    server.reply(
        OpenAiServer.answer("done"),
        exchange -> {
          timers.ring();
          server.silence().send(exchange);
        });
    RemoteLanguageModel model =
        open(settings().timers(timers).chatModel(server.chat().build()).maxConcurrentRequests(1));
    Generation generation = model.generate(hurried().samples(2).build());
    assertThat(generation.completions())
        .extracting(Completion::finish)
        .containsExactly(FinishReason.STOP, FinishReason.DEADLINE);
    assertThat(generation.text()).isEqualTo("done");
  }
}
