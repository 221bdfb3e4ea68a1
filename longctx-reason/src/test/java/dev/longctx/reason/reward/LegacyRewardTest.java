package dev.longctx.reason.reward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that the released code gives. */
class LegacyRewardTest {

  private static final String EIFFEL = "Therefore, the answer is The Eiffel Tower.";

  @ParameterizedTest
  @CsvSource({
    "'Therefore, the answer is (Eiffel Tower).', 1",
    "'Therefore, the answer is **the Eiffel Tower in Paris**.', 1",
    "'The answer is Eiffel Tower.', 0",
    "'THE ANSWER IS Eiffel Tower.', 0",
    "'Therefore, the answer is .', 0",
    "'.', 0",
    "'Therefore, the answer is eiffel-tower!', 0",
    "'eiffel-tower!', 0",
    "'Therefore, the answer is the.', 1",
    "'Therefore, the answer is e.', 1"
  })
  void wordsMatchInEitherDirection(String answer, double value) {
    assertThat(score(TaskKind.DOCUMENT_QA, "so</think>" + answer, EIFFEL)).isEqualTo(value);
  }

  @Test
  void unfinishedThinkingIsWorthNothing() {
    assertThat(score(TaskKind.DOCUMENT_QA, EIFFEL, EIFFEL)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "32.44, 32.4, 1",
    "32.45, 32.4, 0",
    "(32.4), 32.4, 0",
    "about 32.4, 32.4, 0",
    "0.0001, 0, 0",
    "-32.4, 32.4, 1",
    "3240, 32.4, 1",
    "0.324, 32.4, 1",
    "'$32.4 million', 32.4, 1",
    "'32,400', 32.4, 1"
  })
  void numbersMatchUpToSignAndPowerOfTen(String prediction, String gold, double value) {
    assertThat(
            score(
                TaskKind.NUMERIC,
                "</think>Therefore, the answer is " + prediction + ".",
                "Therefore, the answer is " + gold + "."))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "The correct answer is (B), 1",
    "The correct answer is B, 1",
    "**The correct answer is (B)**, 1",
    "the correct answer is (B), 0",
    "'The correct answer is (A). Wait, The correct answer is (B)', 0",
    "The correct answer is Both, 1"
  })
  void theFirstLetterCounts(String answer, double value) {
    assertThat(score(TaskKind.MULTIPLE_CHOICE, "</think>" + answer, "The correct answer is (B)"))
        .isEqualTo(value);
  }

  @Test
  void plainGoldAnswersAreTakenAsTheyStand() {
    String response = "</think>the answer is 0.75 and The correct answer is (B)";

    assertThat(score(TaskKind.NUMERIC, response, "3/4")).isEqualTo(1);
    assertThat(score(TaskKind.MULTIPLE_CHOICE, response, "B")).isEqualTo(1);
    assertThat(score(TaskKind.DOCUMENT_QA, "</think>the answer is UK", "UK")).isEqualTo(1);
  }

  @Test
  void onlyTheFirstGoldAnswerCounts() {
    Attempt attempt = new Attempt("q", "</think>the answer is UK", List.of("Britain", "UK"));

    assertThat(RuleReward.of(TaskKind.DOCUMENT_QA, Strictness.LEGACY).score(attempt).value())
        .hasValue(0);
  }

  @Test
  void theEvaluationNeedsNoThinkingAndLooksThroughParentheses() {
    Attempt attempt = Attempt.of("q", "the answer is (32.4)", "the answer is 32.4");

    assertThat(RuleReward.of(TaskKind.NUMERIC, Strictness.LEGACY_EVALUATION).score(attempt).value())
        .hasValue(1);
  }

  private static double score(TaskKind kind, String response, String gold) {
    return RuleReward.of(kind, Strictness.LEGACY)
        .score(Attempt.of("q", response, gold))
        .value()
        .getAsDouble();
  }

  @Test
  void evaluationsReadThoughtsThatWereCutOff() {
    Attempt cut =
        new Attempt(
            "?", "<think>\nSo the answer is Rome", List.of("Therefore, the answer is Rome."));
    assertThat(RuleReward.of(TaskKind.DOCUMENT_QA, Strictness.LEGACY_EVALUATION).score(cut).value())
        .hasValue(1);
    assertThat(RuleReward.of(TaskKind.DOCUMENT_QA, Strictness.LEGACY).score(cut).value())
        .hasValue(0);
  }
}
