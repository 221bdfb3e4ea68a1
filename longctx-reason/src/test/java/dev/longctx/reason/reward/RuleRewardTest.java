package dev.longctx.reason.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.RandomAnswers;
import dev.longctx.reason.answer.MissingThink;
import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleRewardTest {

  @Test
  void saysWhatWasFoundAndWhy() {
    assertThat(score(TaskKind.NUMERIC, "</think>The answer is $32.4 million.", "32,400,000"))
        .isEqualTo(RewardScore.of(1, "$32.4 million", RewardReason.RULE_SAME));
    assertThat(score(TaskKind.NUMERIC, "</think>The answer is 32.4.", "32,400,000"))
        .isEqualTo(RewardScore.of(0, "32.4", RewardReason.RULE_DIFFERENT));
    assertThat(score(TaskKind.NUMERIC, "</think>The answer is ten.", "10"))
        .isEqualTo(RewardScore.of(0, "ten", RewardReason.RULE_DIFFERENT));
    assertThat(score(TaskKind.NUMERIC, "</think>I cannot tell", "5"))
        .isEqualTo(RewardScore.of(0, null, RewardReason.NO_ANSWER));
    assertThat(score(TaskKind.NUMERIC, "<think>The answer is 5", "5"))
        .isEqualTo(RewardScore.of(0, null, RewardReason.UNFINISHED_THINKING));
  }

  @Test
  void aModelMayAnswerWithoutThinking() {
    assertThat(
            RuleReward.of(TaskKind.NUMERIC, Strictness.STRICT, MissingThink.WHOLE_RESPONSE)
                .score(Attempt.of("q", "The answer is 5", "5"))
                .isRight())
        .isTrue();
  }

  @Test
  void theBestGoldAnswerCounts() {
    Attempt attempt = new Attempt("q", "</think>the answer is UK", List.of("Britain", "UK"));

    assertThat(RuleReward.of(TaskKind.DOCUMENT_QA, Strictness.STRICT).score(attempt).isRight())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "DOCUMENT_QA, the answer is UK, UK, 'Therefore, the answer is UK.'",
    "NUMERIC, the answer is 5%, 0.05, 'Therefore, the answer is 0.05.'",
    "MULTIPLE_CHOICE, The correct answer is (B), b, The correct answer is (B)."
  })
  void plainGoldAnswersAndSentencesAreTheSame(
      TaskKind kind, String answer, String plain, String sentence) {
    assertThat(score(kind, "</think>" + answer, plain).isRight()).isTrue();
    assertThat(score(kind, "</think>" + answer, sentence).isRight()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "DOCUMENT_QA, ?!, words",
    "NUMERIC, 5 or 6, 'one number, or yes or no'",
    "MULTIPLE_CHOICE, E, a letter from A to D"
  })
  void aGoldAnswerThatNothingCanMeetIsAnError(TaskKind kind, String gold, String expected) {
    assertThatThrownBy(() -> score(kind, "", gold))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gold: expected " + expected + ", found " + gold);
  }

  @Test
  void refusesAttemptsWithoutGoldAnswersAndScoresOutsideTheRange() {
    assertThatThrownBy(() -> new Attempt("q", "r", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Attempt.of("q", "r", " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RewardScore.of(Double.NaN, null, RewardReason.NO_ANSWER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void canBeCancelled() {
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();

    assertThatThrownBy(
            () ->
                RuleReward.of(TaskKind.NUMERIC, Strictness.STRICT)
                    .score(Attempt.of("q", "5", "5"), cancelled))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void everyResponseHasAScoreWithinBounds() {
    long seed = RandomAnswers.seed();
    RandomAnswers answers = new RandomAnswers(seed);
    for (int i = 0; i < 3_000; i++) {
      Attempt attempt = Attempt.of("q", answers.next() + "</think>" + answers.next(), "5");
      for (Strictness strictness : Strictness.values()) {
        RewardScore score = RuleReward.of(TaskKind.NUMERIC, strictness).score(attempt);
        assertThat(score.value().getAsDouble())
            .as("seed %d: %s", seed, attempt)
            .isBetween(0.0, 1.0);
      }
    }
  }

  private static RewardScore score(TaskKind kind, String response, String gold) {
    return RuleReward.of(kind, Strictness.STRICT).score(Attempt.of("q", response, gold));
  }
}
