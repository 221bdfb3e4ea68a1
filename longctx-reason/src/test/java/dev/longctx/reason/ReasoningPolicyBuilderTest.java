package dev.longctx.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.model.Sampling;
import dev.longctx.reason.answer.AnswerNormaliser;
import dev.longctx.reason.answer.MissingThink;
import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.prompt.Overlong;
import dev.longctx.reason.prompt.PromptTemplate;
import dev.longctx.reason.select.Selection;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasoningPolicyBuilderTest {

  private static final ScriptedModel MODEL = ScriptedModel.answering("x");

  interface Setting extends UnaryOperator<ReasoningPolicy.Builder> {}

  static Stream<Arguments> settings() {
    return Stream.<Arguments>of(
        setting("model", builder -> builder.model(MODEL)),
        setting("prompt", builder -> builder.prompt(PromptTemplate.qwenLongL1())),
        setting("task", builder -> builder.task(TaskKind.NUMERIC)),
        setting("extractor", builder -> builder.extractor(text -> text)),
        setting("normaliser", builder -> builder.normaliser(AnswerNormaliser.squad())),
        setting("missingThink", builder -> builder.missingThink(MissingThink.EMPTY_ANSWER)),
        setting("samples", builder -> builder.samples(2)),
        setting("sampling", builder -> builder.sampling(Sampling.qwenLongL1())),
        setting("maxTokens", builder -> builder.maxTokens(9)),
        setting("maxPromptTokens", builder -> builder.maxPromptTokens(9)),
        setting("overlong", builder -> builder.overlong(Overlong.headAndTail())),
        setting("selection", builder -> builder.selection(Selection.first())),
        setting("stopTexts", builder -> builder.stopTexts("END")),
        setting("seed", builder -> builder.seed(1)),
        setting("timeout", builder -> builder.timeout(Duration.ofDays(1))));
  }

  private static Arguments setting(String name, Setting setting) {
    return Arguments.of(name, setting);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySettingIsGivenOnce(String name, Setting setting) {
    ReasoningPolicy.Builder builder = setting.apply(ReasoningPolicy.builder());
    assertThatThrownBy(() -> setting.apply(builder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(name + " is set already");
  }

  static Stream<Arguments> wrongValues() {
    return Stream.<Arguments>of(
        setting("samples: expected at least 1, found 0", builder -> builder.samples(0)),
        setting("maxTokens: expected at least 1, found 0", builder -> builder.maxTokens(0)),
        setting(
            "maxPromptTokens: expected at least 1, found -1",
            builder -> builder.maxPromptTokens(-1)),
        setting("stopTexts: expected texts, found \"\"", builder -> builder.stopTexts("a", "")),
        setting(
            "timeout: expected above zero, found PT0S", builder -> builder.timeout(Duration.ZERO)));
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void wrongValuesAreRefusedAtOnce(String message, Setting setting) {
    assertThatThrownBy(() -> setting.apply(ReasoningPolicy.builder()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void settingsThatContradictEachOtherAreRefusedAtOnceInEitherOrder() {
    List<Setting> equalSamples =
        List.of(builder -> builder.samples(2), builder -> builder.sampling(Sampling.greedy()));
    List<Setting> twoExtractors =
        List.of(
            builder -> builder.task(TaskKind.NUMERIC), builder -> builder.extractor(text -> text));
    for (List<Setting> pair : List.of(equalSamples, twoExtractors)) {
      for (int first = 0; first < 2; first++) {
        ReasoningPolicy.Builder builder = pair.get(first).apply(ReasoningPolicy.builder());
        Setting second = pair.get(1 - first);
        assertThatThrownBy(() -> second.apply(builder)).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void theModelMustBeGiven() {
    assertThatThrownBy(() -> ReasoningPolicy.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("model: expected one, found none");
  }

  @Test
  void completionsMustLeaveRoomForAPrompt() {
    ScriptedModel tiny = MODEL.withPositions(512);
    assertThatThrownBy(() -> ReasoningPolicy.builder().model(tiny).maxTokens(512).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("maxTokens: expected fewer than the model's 512 tokens, found 512");
    assertThatThrownBy(
            () -> ReasoningPolicy.builder().model(tiny).maxTokens(500).maxPromptTokens(20).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("maxPromptTokens: expected at most 12")
        .hasMessageContaining("found 20");
    assertThatThrownBy(() -> ReasoningPolicy.builder().model(MODEL.withPositions(1)).build())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSmallModelSharesItsPositionsBetweenPromptAndCompletion() {
    assertThat(maxTokens(512, builder -> builder)).isEqualTo(256);
    assertThat(maxTokens(512, builder -> builder.maxPromptTokens(400))).isEqualTo(112);
    assertThat(maxTokens(131_072, builder -> builder)).isEqualTo(10_000);
  }

  private static int maxTokens(int positions, Setting setting) {
    ScriptedModel model = ScriptedModel.answering("x").withPositions(positions);
    setting.apply(ReasoningPolicy.builder().model(model)).build().answer("Why?", List.of());
    return model.requests().get(0).maxTokens();
  }
}
