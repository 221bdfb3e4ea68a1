package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Requests of which some samples fail and others do not. */
class RemoteFailedSamplesTest extends RemoteModelTest {

  /** One sample after another, so that the order of the replies is that of the samples. */
  private RemoteLanguageModel inTurn(int tolerated) {
    return open(
        settings()
            .chatModel(server.chat().build())
            .maxConcurrentRequests(1)
            .tolerateFailedSamples(tolerated));
  }

  @Test
  void oneFailedSampleFailsTheCallAndStopsTheOthers() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch clientGone = new CountDownLatch(1);
    OpenAiServer.Reply endless = OpenAiServer.endlessStream(OpenAiServer.piece("a"), clientGone);
    server.reply(
        exchange -> {
          begun.await();
          OpenAiServer.error(401, "invalid_api_key").send(exchange);
        },
        endless);
    GenerationListener listener = (sample, text) -> begun.countDown();
    RemoteLanguageModel model = streaming();
    assertThatThrownBy(
            () -> model.generate(request().samples(2).build(), new Cancellation(), listener))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("HTTP 401");
    clientGone.await();
  }

  @Test
  void toleratedFailuresLeaveTheOtherSamplesInOrder() {
    server.reply(
        OpenAiServer.answer("first"),
        OpenAiServer.error(401, "invalid_api_key"),
        OpenAiServer.answer("third"));
    Generation generation = inTurn(1).generate(request().samples(3).build());
    assertThat(generation.completions())
        .extracting(Completion::text)
        .containsExactly("first", "third");
    assertThat(generation.completionTokens()).isEqualTo(14);
  }

  @Test
  void aSampleIsTriedAgainBeforeItsFailureIsTolerated() {
    server.reply(OpenAiServer.error(503, "overloaded"), OpenAiServer.answer("first"));
    server.reply(OpenAiServer.answer("second"));
    assertThat(inTurn(1).generate(request().samples(2).build()).completions()).hasSize(2);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void oneFailureTooManyFailsTheCall() {
    server.reply(
        OpenAiServer.answer("first"),
        OpenAiServer.error(401, "invalid_api_key"),
        OpenAiServer.error(403, "forbidden"));
    RemoteLanguageModel model = inTurn(1);
    assertThatThrownBy(() -> model.generate(request().samples(3).build()))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("HTTP 403");
  }

  @Test
  void aRequestWithoutAFinishedSampleFails() {
    server.reply(OpenAiServer.error(401, "invalid_api_key"), OpenAiServer.error(403, "forbidden"));
    RemoteLanguageModel model = inTurn(9);
    assertThatThrownBy(() -> model.generate(request().samples(2).build()))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("HTTP 403");
  }

  @Test
  void errorsOfTheMachineAreNotTolerated() {
    ChatModel broken =
        new ChatModel() {
          @Override
          public ChatResponse chat(ChatRequest request) {
            throw new StackOverflowError("broken");
          }
        };
    RemoteLanguageModel model = open(settings().chatModel(broken).tolerateFailedSamples(1));
    assertThatThrownBy(() -> model.generate(request().samples(3).build()))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void whatTheChatModelCannotDoIsNotTolerated() {
    AtomicInteger calls = new AtomicInteger();
    ChatModel limited =
        new ChatModel() {
          @Override
          public ChatResponse chat(ChatRequest request) {
            if (calls.getAndIncrement() == 0) {
              throw new UnsupportedFeatureException("no such setting");
            }
            return ChatResponse.builder().aiMessage(AiMessage.from("x")).build();
          }
        };
    RemoteLanguageModel model = open(settings().chatModel(limited).tolerateFailedSamples(1));
    assertThatThrownBy(() -> model.generate(request().samples(3).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such setting");
  }
}
