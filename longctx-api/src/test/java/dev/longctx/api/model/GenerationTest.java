package dev.longctx.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationTest {

  private static Completion completion(String text, int tokens) {
    return new Completion(text, FinishReason.STOP, TokenTrace.counted(tokens));
  }

  private static Generation of(List<Completion> completions) {
    return new Generation(completions, 3, 0, Duration.ZERO, Duration.ZERO);
  }

  @Test
  void copiesTheCompletions() {
    List<Completion> completions = new ArrayList<>(List.of(completion("a", 1)));
    Generation generation = of(completions);
    completions.clear();
    assertThat(generation.completions()).hasSize(1).isUnmodifiable();
  }

  @Test
  void readsAsItsFirstCompletion() {
    assertThat(of(List.of(completion("a", 1), completion("b", 2))).text()).isEqualTo("a");
  }

  @Test
  void addsUpTheTokensOfAllCompletions() {
    Generation generation = of(List.of(completion("a", 1), completion("b", 2)));
    assertThat(generation.completionTokens()).isEqualTo(3);
  }

  @Test
  void needsACompletion() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(List.of()))
        .withMessage("completions: expected at least one, found none");
  }

  @Test
  void refusesNulls() {
    TokenTrace trace = TokenTrace.counted(0);
    assertThatNullPointerException()
        .isThrownBy(() -> new Completion(null, FinishReason.STOP, trace));
    assertThatNullPointerException().isThrownBy(() -> new Completion("", null, trace));
    assertThatNullPointerException().isThrownBy(() -> new Completion("", FinishReason.STOP, null));
    List<Completion> one = List.of(completion("a", 1));
    assertThatNullPointerException()
        .isThrownBy(() -> new Generation(one, 1, 0, null, Duration.ZERO));
  }

  @Test
  void aFailureSaysItsKind() {
    var failure = new GenerationException(GenerationException.Reason.TIMEOUT, "late");
    assertThat(failure.reason()).isEqualTo(GenerationException.Reason.TIMEOUT);
    assertThat(failure).hasMessage("late").hasNoCause();
    assertThatNullPointerException().isThrownBy(() -> new GenerationException(null, "late"));
  }
}
