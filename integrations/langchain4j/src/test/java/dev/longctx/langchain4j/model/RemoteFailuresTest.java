package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import dev.longctx.api.model.GenerationListener;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of endpoints, through both kinds of chat model. */
class RemoteFailuresTest extends RemoteModelTest {

  private enum Kind {
    PLAIN,
    STREAMING
  }

  private RemoteLanguageModel.Builder settings(Kind kind) {
    return kind == Kind.PLAIN
        ? settings().chatModel(server.chat().build())
        : settings().streamingChatModel(server.streaming());
  }

  private static OpenAiServer.Reply answer(Kind kind) {
    return kind == Kind.PLAIN
        ? OpenAiServer.answer("ok")
        : OpenAiServer.stream(OpenAiServer.piece("ok"), OpenAiServer.finish("stop"));
  }

  private GenerationException failure(RemoteLanguageModel model) {
    return catchThrowableOfType(GenerationException.class, () -> model.generate(request().build()));
  }

  @ParameterizedTest
  @EnumSource
  void triesAgainAfterTooManyRequests(Kind kind) {
    server.reply(OpenAiServer.error(429, "rate_limit_exceeded"), answer(kind));
    assertThat(open(settings(kind)).generate(request().build()).text()).isEqualTo("ok");
    assertThat(server.bodies).hasSize(2);
    assertThat(pauses).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void givesUpAfterTheLastAttempt(Kind kind) {
    for (int i = 0; i < 4; i++) {
      server.reply(OpenAiServer.error(503, "overloaded"));
    }
    GenerationException failure = failure(open(settings(kind)));
    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure)
        .hasMessage(
            "remote model: expected an answer, found HTTP 503 with type some_error, code overloaded"
                + " (attempt 4)");
    assertThat(server.bodies).hasSize(4);
    assertThat(pauses).hasSize(3).isSorted();
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, 401, invalid_api_key, REFUSED",
    "STREAMING, 401, invalid_api_key, REFUSED",
    "PLAIN, 403, forbidden, REFUSED",
    "PLAIN, 404, model_not_found, REFUSED",
    "PLAIN, 400, unsupported_parameter, REFUSED",
    "STREAMING, 400, unsupported_parameter, REFUSED",
    "PLAIN, 422, bad, REFUSED",
    "PLAIN, 429, insufficient_quota, REFUSED",
    "PLAIN, 400, context_length_exceeded, PROMPT_TOO_LONG",
    "STREAMING, 400, context_length_exceeded, PROMPT_TOO_LONG"
  })
  void doesNotTryAgainWhatWillBeRefusedAgain(Kind kind, int status, String code, Reason reason) {
    server.reply(OpenAiServer.error(status, code));
    GenerationException failure = failure(open(settings(kind)));
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure).hasMessageContaining("HTTP " + status).hasMessageContaining(code);
    assertThat(server.bodies).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, '{\"object\":\"error\",\"message\":\"maximum context length is 8192 tokens.\"}'",
    "400, '{\"error\":{\"code\":400,\"type\":\"exceed_context_size_error\",\"n_ctx\":256}}'",
    "500, '{\"error\":{\"code\":500,\"type\":\"exceed_context_size_error\",\"n_ctx\":256}}'",
    "413, '<html>Request Entity Too Large</html>'"
  })
  void knowsAPromptThatIsTooLongInTheWordsOfOtherServers(int status, String body) {
    server.reply(OpenAiServer.json(status, body));
    assertThat(failure(plain()).reason()).isEqualTo(Reason.PROMPT_TOO_LONG);
    assertThat(server.bodies).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void failuresRepeatNeitherKeyNorPrompt(Kind kind) {
    server.reply(OpenAiServer.error(401, "invalid_api_key"));
    StringWriter trace = new StringWriter();
    failure(open(settings(kind))).printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString())
        .contains("AuthenticationException", "RemoteLanguageModel")
        .doesNotContain(OpenAiServer.KEY, "secret");
  }

  @ParameterizedTest
  @EnumSource
  void anEndpointThatIsNotThereIsUnavailable(Kind kind) {
    RemoteLanguageModel model = open(settings(kind).retries(Retries.none()));
    server.close();
    assertThat(failure(model).reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  @ParameterizedTest
  @EnumSource
  void aSilentEndpointIsTriedAgainAndTimesOut(Kind kind) {
    server.reply(server.silence(), server.silence());
    RemoteLanguageModel model =
        open(
            settings(kind)
                .attemptTimeout(Duration.ofMillis(50))
                .retries(new Retries(2, Duration.ofMillis(1), Duration.ofMillis(1), 0)));
    GenerationException failure = failure(model);
    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure)
        .hasMessage("remote model: expected an answer, found no answer in time (attempt 2)");
  }

  @Test
  void aStreamThatStallsTimesOut() {
    server.reply(server.stalledStream(OpenAiServer.piece("Par")));
    RemoteLanguageModel model =
        open(settings(Kind.STREAMING).timers(timers).attemptTimeout(HandTimers.TIME));
    GenerationListener listener =
        (sample, text) -> {
          listen(sample, text);
          timers.ring();
        };
    assertThatThrownBy(() -> model.generate(request().build(), new Cancellation(), listener))
        .isInstanceOfSatisfying(
            GenerationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
    assertThat(heard).containsExactly("0:Par");
    assertThat(timers.due()).isEmpty();
  }

  @Test
  void theClientsOwnTimeoutIsATimeoutToo() {
    server.reply(server.silence());
    RemoteLanguageModel model =
        open(
            settings()
                .chatModel(server.chat().timeout(Duration.ofMillis(50)).build())
                .retries(Retries.none()));
    assertThat(failure(model).reason()).isEqualTo(Reason.TIMEOUT);
  }

  @ParameterizedTest
  @EnumSource
  void textThatIsNoJsonIsAFailureWithoutAnotherTry(Kind kind) {
    server.reply(
        kind == Kind.PLAIN
            ? OpenAiServer.json(200, "{\"choices\": [the secret plan")
            : OpenAiServer.stream(OpenAiServer.event("{\"choices\": [the secret plan")));
    GenerationException failure = failure(open(settings(kind)));
    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("secret");
    assertThat(server.bodies).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerWithoutChoicesIsTriedAgain(Kind kind) {
    String empty = "{\"id\":\"1\",\"choices\":[]}";
    server.reply(
        kind == Kind.PLAIN
            ? OpenAiServer.json(200, empty)
            : OpenAiServer.stream(OpenAiServer.event(empty)),
        answer(kind));
    assertThat(open(settings(kind)).generate(request().build()).text()).isEqualTo("ok");
  }

  @Test
  void aRequestToRunToolsIsAFailure() {
    server.reply(
        OpenAiServer.message(
            "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"rm\",\"arguments\":\"{}\"}}]}",
            "tool_calls"));
    GenerationException failure = failure(plain());
    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
    assertThat(failure).hasMessageContaining("a request to run tools");
  }

  @Test
  void aRefusalIsRefused() {
    server.reply(
        OpenAiServer.message("{\"role\":\"assistant\",\"refusal\":\"no, secret\"}", "stop"));
    GenerationException failure = failure(plain());
    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure).hasMessageNotContaining("secret");
  }
}
