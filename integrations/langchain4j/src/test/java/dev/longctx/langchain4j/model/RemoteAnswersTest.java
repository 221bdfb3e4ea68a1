package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent, and what comes back in one piece. */
class RemoteAnswersTest extends RemoteModelTest {

  @Test
  void answersWithTextUsageAndReason() {
    server.reply(OpenAiServer.answer("Paris."));
    Generation generation = plain().generate(request().build());
    Completion completion = generation.completions().get(0);
    assertThat(completion.text()).isEqualTo("Paris.");
    assertThat(completion.finish()).isEqualTo(FinishReason.STOP);
    assertThat(completion.tokens().size()).isEqualTo(7);
    assertThat(generation.promptTokens()).isEqualTo(11);
    assertThat(server.authorizations).containsExactly("Bearer " + OpenAiServer.KEY);
  }

  @ParameterizedTest
  @CsvSource({"stop, STOP", "length, LENGTH", "content_filter, FILTERED", "something_new, STOP"})
  void mapsTheReasonOfTheEnd(String theirs, FinishReason ours) {
    server.reply(OpenAiServer.answer("Paris.", theirs));
    assertThat(plain().generate(request().build()).completions().get(0).finish()).isEqualTo(ours);
  }

  @Test
  void sendsTheSettings() {
    server.reply(OpenAiServer.answer("x"));
    Sampling sampling = Sampling.builder().temperature(0.25).topP(0.5).build();
    plain().generate(request().sampling(sampling).maxTokens(33).stopTexts("END", "\n\n").build());
    assertThat(server.bodies.get(0).replaceAll("\\s", ""))
        .contains("\"model\":\"tiny\"")
        .contains("\"temperature\":0.25")
        .contains("\"top_p\":0.5")
        .contains("\"max_tokens\":33")
        .contains("\"stop\":[\"END\",\"\\n\\n\"]");
  }

  @Test
  void sendsNoFilterThatFiltersNothing() {
    server.reply(OpenAiServer.answer("x"));
    plain().generate(request().build());
    assertThat(server.bodies.get(0).replaceAll("\\s", ""))
        .contains("\"temperature\":0.0")
        .doesNotContain("top_p", "top_k", "\"stop\"", "seed");
  }

  @Test
  void sendsTheTurnsInOrder() {
    server.reply(OpenAiServer.answer("x"));
    Prompt chat =
        Prompt.chat(
            ChatMessage.system(" "),
            ChatMessage.system("be brief"),
            ChatMessage.user("hi"),
            ChatMessage.assistant("yes?"),
            ChatMessage.user("Where?"));
    plain().generate(GenerationRequest.builder().prompt(chat).build());
    assertThat(server.bodies.get(0).replaceAll("\\s", ""))
        .contains(
            "\"messages\":[{\"role\":\"system\",\"content\":\"bebrief\"},"
                + "{\"role\":\"user\",\"content\":\"hi\"},"
                + "{\"role\":\"assistant\",\"content\":\"yes?\"},"
                + "{\"role\":\"user\",\"content\":\"Where?\"}]");
  }

  @Test
  void sendsATextAsTheUsersMessage() {
    server.reply(OpenAiServer.answer("x"));
    plain().generate(GenerationRequest.builder().prompt(Prompt.text("Once")).build());
    assertThat(server.bodies.get(0).replaceAll("\\s", ""))
        .contains("\"messages\":[{\"role\":\"user\",\"content\":\"Once\"}]");
  }

  @Test
  void putsReasoningBeforeTheAnswer() {
    server.reply(
        OpenAiServer.message(
            "{\"role\":\"assistant\",\"reasoning_content\":\"It is a capital.\","
                + "\"content\":\"Paris.\"}",
            "stop"));
    assertThat(plain().generate(request().build()).text())
        .isEqualTo("<think>\nIt is a capital.\n</think>\n\nParis.");
  }

  @Test
  void reasoningWithoutAnAnswerStaysOpen() {
    server.reply(
        OpenAiServer.message(
            "{\"role\":\"assistant\",\"reasoning_content\":\"It is\",\"content\":null}", "length"));
    assertThat(plain().generate(request().build()).text()).isEqualTo("<think>\nIt is");
  }

  @Test
  void aListenerHearsAWholeAnswerAtOnceOnTheCallingThread() {
    server.reply(OpenAiServer.answer("Paris."));
    Thread caller = Thread.currentThread();
    GenerationListener listener =
        (sample, text) -> {
          assertThat(Thread.currentThread()).isSameAs(caller);
          listen(sample, text);
        };
    plain().generate(request().build(), new Cancellation(), listener);
    assertThat(heard).containsExactly("0:Paris.");
  }

  @Test
  void countsWhatTheEndpointDoesNotCount() {
    server.reply(
        OpenAiServer.json(
            200,
            "{\"choices\":[{\"message\":{\"content\":\"one two\"},\"finish_reason\":\"stop\"}]}"));
    Generation generation =
        open(settings()
                .chatModel(server.chat().build())
                .tokenCounter(text -> text.isEmpty() ? 0 : text.split(" ").length))
            .generate(request().build());
    assertThat(generation.promptTokens()).isZero();
    assertThat(generation.completionTokens()).isEqualTo(2);
  }

  @Test
  void drawsSeveralSamplesSideBySide() {
    CountDownLatch all = new CountDownLatch(3);
    OpenAiServer.Reply together =
        exchange -> {
          all.countDown();
          all.await();
          OpenAiServer.answer("same").send(exchange);
        };
    server.reply(together, together, together);
    Generation generation = plain().generate(request().samples(3).build());
    assertThat(generation.completions())
        .extracting(Completion::text)
        .containsExactly("same", "same", "same");
    assertThat(generation.completionTokens()).isEqualTo(21);
    assertThat(generation.promptTokens()).isEqualTo(11);
  }

  @Test
  void asksForNoMoreSamplesAtOnceThanAllowed() {
    CrowdedChatModel crowd = new CrowdedChatModel(2);
    RemoteLanguageModel model = open(settings().chatModel(crowd).maxConcurrentRequests(2));
    assertThat(model.generate(request().samples(6).build()).completions()).hasSize(6);
    assertThat(crowd.most()).isEqualTo(2);
  }

  @Test
  void servesSeveralRequestsSideBySide() {
    RemoteLanguageModel model = open(settings().chatModel(new CrowdedChatModel(3)));
    List<GenerationRequest> requests = Collections.nCopies(3, request().build());
    assertThat(model.generateAll(requests, new Cancellation())).hasSize(3);
  }

  @Test
  void givesEachSampleItsOwnSeed() {
    server.reply(OpenAiServer.answer("x"), OpenAiServer.answer("x"));
    RemoteLanguageModel model =
        open(settings().chatModel(server.chat().build()).sampleParameters(RemoteAnswersTest::seed));
    model.generate(request().samples(2).seed(40).build());
    assertThat(server.bodies)
        .anyMatch(body -> body.replaceAll("\\s", "").contains("\"seed\":40"))
        .anyMatch(body -> body.replaceAll("\\s", "").contains("\"seed\":41"));
  }

  private static ChatRequestParameters seed(ChatRequestParameters common, OptionalLong seed) {
    return OpenAiChatRequestParameters.builder()
        .overrideWith(common)
        .seed((int) seed.orElseThrow())
        .build();
  }

  @Test
  void keepsTheOrderOfSeveralRequests() {
    RemoteLanguageModel model =
        open(settings().chatModel(server.chat().build()).maxConcurrentRequests(1));
    server.reply(OpenAiServer.answer("first"), OpenAiServer.answer("second"));
    List<GenerationRequest> requests =
        List.of(request().build(), request().maxTokens(0).build(), request().build());
    assertThat(model.generateAll(requests, new Cancellation()))
        .extracting(Generation::text)
        .containsExactly("first", "", "second");
  }

  @Test
  void noTokensNeedNoEndpoint() {
    Generation generation = plain().generate(request().maxTokens(0).samples(2).build());
    assertThat(generation.completions())
        .allMatch(c -> c.text().isEmpty() && c.finish() == FinishReason.LENGTH)
        .hasSize(2);
    assertThat(server.bodies).isEmpty();
  }
}
