package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.TokenCountEstimator;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of the model, and of requests that it cannot serve. */
class RemoteSettingsTest extends RemoteModelTest {

  private static final TokenCounter WORDS = text -> text.isEmpty() ? 0 : text.split(" ").length;

  private static final Map<String, Consumer<GenerationRequest.Builder>> FOREIGN =
      Map.of(
          "minP", b -> b.sampling(Sampling.builder().minP(0.1).build()),
          "repetitionPenalty", b -> b.sampling(Sampling.builder().repetitionPenalty(1.1).build()),
          "stopTokens", b -> b.stopTokens(1),
          "logProbs", b -> b.logProbs(true),
          "seed", b -> b.seed(1));

  static Stream<String> foreignSettings() {
    return FOREIGN.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("foreignSettings")
  void refusesASettingThatChatModelsLack(String name) {
    GenerationRequest.Builder builder = request();
    FOREIGN.get(name).accept(builder);
    RemoteLanguageModel model = plain();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.generate(builder.build()))
        .withMessageStartingWith(name + ": expected ");
    assertThat(server.bodies).isEmpty();
  }

  @Test
  void refusesWhatTheProviderDoesNotTake() {
    RemoteLanguageModel model = plain();
    GenerationRequest topK = request().sampling(Sampling.builder().topK(5).build()).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.generate(topK))
        .withMessageContaining("topK");
    assertThat(server.bodies).isEmpty();
  }

  @Test
  void refusesAPromptThatSaysNothing() {
    RemoteLanguageModel model = plain();
    for (Prompt prompt : new Prompt[] {Prompt.text(""), Prompt.user("")}) {
      GenerationRequest request = GenerationRequest.builder().prompt(prompt).build();
      assertThatThrownBy(() -> model.generate(request))
          .isInstanceOfSatisfying(
              GenerationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_PROMPT));
    }
  }

  @Test
  void refusesAPromptThatLeavesNoRoom() {
    RemoteLanguageModel model =
        open(settings().chatModel(server.chat().build()).tokenCounter(WORDS).maxTokens(10));
    assertThat(model.maxTokens()).hasValue(10);
    assertThatThrownBy(() -> model.generate(request().build()))
        .isInstanceOfSatisfying(
            GenerationException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.PROMPT_TOO_LONG))
        .hasMessage("prompt: expected fewer than 10 tokens, found 10");
    assertThat(server.bodies).isEmpty();
  }

  @Test
  void lowersTheCompletionsBoundToTheRoomThatIsLeft() {
    server.reply(OpenAiServer.answer("x", "length"));
    RemoteLanguageModel model =
        open(settings().chatModel(server.chat().build()).tokenCounter(WORDS).maxTokens(15));
    assertThat(model.generate(request().build()).completions().get(0).finish())
        .isEqualTo(FinishReason.LENGTH);
    assertThat(server.bodies.get(0).replaceAll("\\s", "")).contains("\"max_tokens\":5");
  }

  @Test
  void countsWithWhatItWasGiven() {
    RemoteLanguageModel model =
        open(settings().chatModel(server.chat().build()).tokenCounter(WORDS));
    assertThat(model.tokenCounter()).isSameAs(WORDS);
    assertThat(model.countTokens(Prompt.user("three short words"))).isEqualTo(3 + 4 + 3);
    assertThat(plain().tokenCounter()).isSameAs(TokenCounter.approximate());
    assertThat(plain().maxTokens()).isEmpty();
  }

  @Test
  void countsWithLangChain4jsEstimator() {
    RemoteLanguageModel model =
        open(settings().chatModel(server.chat().build()).tokenCountEstimator(new Lengths()));
    assertThat(model.tokenCounter().count("four")).isEqualTo(4);
    assertThat(model.tokenCounter().count("")).isZero();
    assertThat(model.countTokens(Prompt.user("four"))).isEqualTo(100);
  }

  private static final class Lengths implements TokenCountEstimator {
    @Override
    public int estimateTokenCountInText(String text) {
      return text.isEmpty() ? 99 : text.length();
    }

    @Override
    public int estimateTokenCountInMessage(ChatMessage message) {
      return 50;
    }

    @Override
    public int estimateTokenCountInMessages(Iterable<ChatMessage> messages) {
      return 100;
    }
  }

  @Test
  void needsAChatModel() {
    assertThatIllegalStateException()
        .isThrownBy(() -> RemoteLanguageModel.builder().build())
        .withMessage("chatModel: expected it or streamingChatModel, found neither");
  }

  @Test
  void refusesASecondValue() {
    RemoteLanguageModel.Builder builder =
        RemoteLanguageModel.builder()
            .chatModel(server.chat().build())
            .tokenCounter(WORDS)
            .maxTokens(5)
            .retries(Retries.none())
            .attemptTimeout(Duration.ofSeconds(1))
            .maxConcurrentRequests(1)
            .tolerateFailedSamples(1)
            .sampleParameters((common, seed) -> common);
    refusesAgain(() -> builder.chatModel(server.chat().build()));
    refusesAgain(() -> builder.tokenCountEstimator(new Lengths()));
    refusesAgain(() -> builder.maxTokens(5));
    refusesAgain(() -> builder.retries(Retries.none()));
    refusesAgain(() -> builder.attemptTimeout(Duration.ofSeconds(1)));
    refusesAgain(() -> builder.maxConcurrentRequests(1));
    refusesAgain(() -> builder.tolerateFailedSamples(1));
    refusesAgain(() -> builder.sampleParameters((common, seed) -> common));
  }

  private static void refusesAgain(Runnable setting) {
    assertThatIllegalStateException()
        .isThrownBy(setting::run)
        .withMessageEndingWith("is set already");
  }

  @Test
  void refusesValuesOutsideTheirRange() {
    RemoteLanguageModel.Builder builder = RemoteLanguageModel.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxTokens(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxConcurrentRequests(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.tolerateFailedSamples(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.attemptTimeout(Duration.ZERO));
    assertThatNullPointerException().isThrownBy(() -> builder.chatModel(null));
  }

  @Test
  void refusesRetriesOutsideTheirRange() {
    Duration second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new Retries(0, second, second, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Retries(1, Duration.ZERO, second, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retries(1, second, Duration.ofMillis(1), 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Retries(1, second, second, 1.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retries(1, second, second, Double.NaN));
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    Retries retries = new Retries(9, Duration.ofSeconds(1), Duration.ofSeconds(5), 0.5);
    assertThat(Stream.of(1, 2, 3, 4, 99).map(failures -> retries.pauseAfter(failures, 0)))
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    assertThat(retries.pauseAfter(2, 0.5)).isEqualTo(Duration.ofMillis(1_500));
  }
}
