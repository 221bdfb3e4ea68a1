package dev.longctx.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GenerationRequestTest {

  private static final Map<String, Consumer<GenerationRequest.Builder>> SETTINGS =
      Map.of(
          "prompt", builder -> builder.prompt(Prompt.text("secret plan")),
          "sampling", builder -> builder.sampling(Sampling.greedy()),
          "samples", builder -> builder.samples(2),
          "maxTokens", builder -> builder.maxTokens(5),
          "stopTexts", builder -> builder.stopTexts("\n"),
          "stopTokens", builder -> builder.stopTokens(7),
          "seed", builder -> builder.seed(3),
          "timeout", builder -> builder.timeout(Duration.ofSeconds(1)),
          "logProbs", builder -> builder.logProbs(true));

  static Stream<String> settings() {
    return SETTINGS.keySet().stream().sorted();
  }

  private static GenerationRequest.Builder builder() {
    return GenerationRequest.builder();
  }

  @Test
  void asksForOneGreedyCompletionByDefault() {
    GenerationRequest request = builder().prompt(Prompt.text("Once")).build();
    assertThat(request.prompt()).isEqualTo(Prompt.text("Once"));
    assertThat(request.sampling()).isEqualTo(Sampling.greedy());
    assertThat(request.samples()).isOne();
    assertThat(request.maxTokens()).isEqualTo(1024);
    assertThat(request.stopTexts()).isEmpty();
    assertThat(request.stopTokens()).isEmpty();
    assertThat(request.seed()).isEmpty();
    assertThat(request.timeout()).isEmpty();
    assertThat(request.logProbs()).isFalse();
  }

  @Test
  void keepsEachSetting() {
    GenerationRequest.Builder builder = builder();
    SETTINGS.values().forEach(setting -> setting.accept(builder));
    GenerationRequest request = builder.build();
    assertThat(request.samples()).isEqualTo(2);
    assertThat(request.maxTokens()).isEqualTo(5);
    assertThat(request.stopTexts()).containsExactly("\n");
    assertThat(request.stopTokens()).containsExactly(7);
    assertThat(request.seed()).hasValue(3);
    assertThat(request.timeout()).contains(Duration.ofSeconds(1));
    assertThat(request.logProbs()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void refusesASecondValueEvenIfItIsTheSame(String name) {
    GenerationRequest.Builder builder = builder();
    SETTINGS.get(name).accept(builder);
    assertThatIllegalStateException()
        .isThrownBy(() -> SETTINGS.get(name).accept(builder))
        .withMessageStartingWith(name + " is set already")
        .withMessageNotContaining("secret");
  }

  @Test
  void refusesToBuildWithoutAPrompt() {
    assertThatIllegalStateException()
        .isThrownBy(() -> builder().build())
        .withMessage("prompt: expected one, found none");
  }

  @Test
  void refusesValuesOutsideTheirRangeAtOnce() {
    refuses(b -> b.samples(0), "samples: expected at least 1, found 0");
    refuses(b -> b.maxTokens(-1), "maxTokens: expected 0 or more, found -1");
    refuses(b -> b.stopTexts("a", ""), "stopTexts: expected texts, found \"\"");
    refuses(b -> b.stopTokens(1, -2), "stopTokens: expected ids, found [1, -2]");
    refuses(b -> b.timeout(Duration.ZERO), "timeout: expected above zero, found PT0S");
    refuses(b -> b.timeout(Duration.ofNanos(-1)), "timeout: expected above zero, found PT-0.0");
  }

  private static void refuses(Consumer<GenerationRequest.Builder> setting, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setting.accept(builder()))
        .withMessageStartingWith(message);
  }

  @Test
  void refusesNulls() {
    assertThatNullPointerException().isThrownBy(() -> builder().prompt(null));
    assertThatNullPointerException().isThrownBy(() -> builder().sampling(null));
    assertThatNullPointerException().isThrownBy(() -> builder().stopTexts("a", null));
    assertThatNullPointerException().isThrownBy(() -> builder().stopTokens(1, null));
    assertThatNullPointerException().isThrownBy(() -> builder().timeout(null));
  }

  @Test
  void copiesWhatItIsGiven() {
    String[] texts = {"stop"};
    Integer[] tokens = {1};
    GenerationRequest request =
        builder().prompt(Prompt.text("x")).stopTexts(texts).stopTokens(tokens).build();
    texts[0] = "changed";
    tokens[0] = 2;
    assertThat(request.stopTexts()).containsExactly("stop").isUnmodifiable();
    assertThat(request.stopTokens()).containsExactly(1).isUnmodifiable();
  }

  @Test
  void doesNotPrintThePrompt() {
    GenerationRequest request =
        builder().prompt(Prompt.user("secret plan")).stopTexts("secret stop").build();
    assertThat(request.toString()).contains("samples=1").doesNotContain("secret");
  }
}
