package dev.longctx.reason.reward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HybridRewardTest {

  private static final String BRITAIN = "</think>Therefore, the answer is Britain.";

  @Test
  void theJudgeRaisesWhatTheRuleMissed() {
    ScriptedModel model = ScriptedModel.saying("[[YES]]");

    assertThat(score(model, Attempt.of("Which country?", BRITAIN, "UK")))
        .isEqualTo(RewardScore.of(1, "Britain", RewardReason.JUDGED_SAME));
    assertThat(model.asked(1)).contains("Which country?", "Britain", "UK");
  }

  @Test
  void bothMaySeeAnotherAnswer() {
    assertThat(score(ScriptedModel.saying("[[NO]]"), Attempt.of("q", BRITAIN, "France")))
        .isEqualTo(RewardScore.of(0, "Britain", RewardReason.JUDGED_DIFFERENT));
  }

  @Test
  void theJudgeIsNotAskedWhereTheRuleIsSure() {
    ScriptedModel model = ScriptedModel.saying("[[NO]]");

    assertThat(score(model, Attempt.of("q", BRITAIN, "britain")).isRight()).isTrue();
    assertThat(model.requests).isEmpty();
  }

  @Test
  void theJudgeIsNotAskedWhereThereIsNoAnswer() {
    ScriptedModel model = ScriptedModel.saying("[[YES]]");

    assertThat(score(model, Attempt.of("q", "</think>Britain", "Britain")).reason())
        .isEqualTo(RewardReason.NO_ANSWER);
    assertThat(score(model, Attempt.of("q", "the answer is Britain", "UK")).reason())
        .isEqualTo(RewardReason.UNFINISHED_THINKING);
    assertThat(model.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten.", "$10 in 2019.", "10 or so"})
  void theJudgeReadsNumbersThatTheRuleCannot(String answer) {
    ScriptedModel model = ScriptedModel.saying("[[YES]]");
    Reward reward =
        HybridReward.of(
            RuleReward.of(TaskKind.NUMERIC, Strictness.STRICT), EquivalenceJudge.of(model));

    assertThat(reward.score(Attempt.of("q", "</think>The answer is " + answer, "10")).reason())
        .isEqualTo(RewardReason.JUDGED_SAME);
    assertThat(model.requests).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void choicesHaveNoJudge(Strictness strictness) {
    ScriptedModel model = ScriptedModel.saying("[[YES]]");
    Reward reward =
        HybridReward.of(
            RuleReward.of(TaskKind.MULTIPLE_CHOICE, strictness), EquivalenceJudge.of(model));

    assertThat(reward.score(Attempt.of("q", "</think>The correct answer is (A)", "B")).value())
        .hasValue(0);
    assertThat(model.requests).isEmpty();
  }

  @Test
  void withoutAVerdictThereIsNoScoreRatherThanZero() {
    assertThat(score(ScriptedModel.saying("hm"), Attempt.of("q", BRITAIN, "UK")))
        .isEqualTo(RewardScore.none("Britain", RewardReason.JUDGE_UNREADABLE));
    assertThat(score(ScriptedModel.failing(), Attempt.of("q", BRITAIN, "UK")))
        .isEqualTo(RewardScore.none("Britain", RewardReason.JUDGE_FAILED));
  }

  @Test
  void everyGoldAnswerIsJudgedUntilOneIsTheSame() {
    ScriptedModel model =
        ScriptedModel.answering(
            prompt ->
                prompt.contains("France") ? "?" : prompt.contains("UK") ? "[[YES]]" : "[[NO]]");

    assertThat(score(model, new Attempt("q", BRITAIN, List.of("France", "UK", "Spain"))).isRight())
        .isTrue();
    assertThat(model.requests).hasSize(2);
    assertThat(score(model, new Attempt("q", BRITAIN, List.of("France", "Spain"))))
        .isEqualTo(RewardScore.none("Britain", RewardReason.JUDGE_UNREADABLE));
  }

  @Test
  void theJudgeSeesTheGoldAnswerWithoutItsSentence() {
    ScriptedModel model = ScriptedModel.saying("[[NO]]");
    score(model, Attempt.of("q", BRITAIN, "Therefore, the answer is UK."));

    assertThat(model.asked(1)).contains("\nUK\n").doesNotContain("Therefore");
  }

  @Test
  void legacyJudgesTheFirstGoldAnswerOnly() {
    ScriptedModel model = ScriptedModel.saying("[[NO]]");
    HybridReward.of(
            RuleReward.of(TaskKind.DOCUMENT_QA, Strictness.LEGACY), EquivalenceJudge.of(model))
        .score(new Attempt("q", BRITAIN, List.of("France", "UK")));

    assertThat(model.requests).hasSize(1);
  }

  private static RewardScore score(ScriptedModel model, Attempt attempt) {
    return HybridReward.of(
            RuleReward.of(TaskKind.DOCUMENT_QA, Strictness.STRICT), EquivalenceJudge.of(model))
        .score(attempt);
  }
}
