package dev.longctx.reason.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyExtractionTest {

  @ParameterizedTest
  @CsvSource({
    "'Therefore, the answer is The Eiffel Tower.', The Eiffel Tower",
    "'the answer is A. No, the answer is **B**...', B",
    "'the answer is . Paris .<｜end▁of▁sentence｜>', Paris",
    "'The answer is Eiffel Tower.',",
    "'THE ANSWER IS Eiffel Tower.',",
    "'the answer is .',",
    "'.',"
  })
  void wordsStandBehindTheLastTrigger(String text, String answer) {
    assertThat(extract(TaskKind.DOCUMENT_QA, text)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "'Therefore, the answer is 32.4.', 32.4",
    "'THE ANSWER IS $-1,234.5', $-1234.5",
    "'the answer is 1. Wait, the answer is 2', 1",
    "'the answer is **=7**', =7",
    "'the answer is (32.4)',",
    "'the answer is about 32.4',",
    "'the answer is ,.',"
  })
  void aNumberStandsBehindTheFirstTrigger(String text, String answer) {
    assertThat(extract(TaskKind.NUMERIC, text)).isEqualTo(answer);
  }

  @Test
  void theEvaluationLooksThroughParentheses() {
    assertThat(
            TaskKind.NUMERIC
                .extractor(Strictness.LEGACY_EVALUATION)
                .extract("the answer is (32.4)"))
        .isEqualTo("32.4");
  }

  @ParameterizedTest
  @CsvSource({
    "'The correct answer is (B)', B",
    "'The correct answer is B', B",
    "'**The correct answer is (B)**', B",
    "'the correct answer is (B)',",
    "'The correct answer is (A). Wait, The correct answer is (B)', A",
    "'The correct answer is Both', B",
    "'The correct answer is C. The correct answer is (D)', D"
  })
  void aBracketedLetterGoesBeforeABareOne(String text, String answer) {
    assertThat(extract(TaskKind.MULTIPLE_CHOICE, text)).isEqualTo(answer);
  }

  private static String extract(TaskKind kind, String text) {
    return kind.extractor(Strictness.LEGACY).extract(text);
  }
}
