package dev.longctx.reason.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Cancellation;
import dev.longctx.api.Document;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.Candidate;
import dev.longctx.api.reasoning.PolicyListener;
import dev.longctx.api.reasoning.Reading;
import dev.longctx.reason.ReasoningPolicy;
import dev.longctx.reason.ScriptedModel;
import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.reason.reward.RuleReward;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private static Answer answer(Selection selection, String... answers) {
    return ReasoningPolicy.builder()
        .model(ScriptedModel.answering(answers))
        .samples(answers.length)
        .selection(selection)
        .build()
        .answer("Why?", Reading.of(List.<Document>of()), new Cancellation(), PolicyListener.NONE);
  }

  @Test
  void firstTakesTheFirstAnswerAndRatesNothing() {
    Answer answer = answer(Selection.first(), "a cat", "a dog", "a dog");
    assertThat(answer.text()).isEqualTo("a cat");
    assertThat(answer.candidates()).extracting(Candidate::score).containsOnly(0.0);
    assertThat(answer.candidates()).extracting(Candidate::votes).containsExactly(1, 2, 2);
  }

  @Test
  void majorityTakesTheAnswerWithMostVotes() {
    Answer answer = answer(Selection.majority(), "cat", "dog", "Dog", "bird");
    assertThat(answer.chosen()).isEqualTo(1);
    assertThat(answer.candidates())
        .extracting(Candidate::score)
        .containsExactly(0.25, 0.5, 0.5, 0.25);
  }

  @Test
  void aTieGoesToTheAnswerThatWasGivenFirst() {
    assertThat(answer(Selection.majority(), "cat", "dog", "dog", "cat").text()).isEqualTo("cat");
    assertThat(answer(Selection.majority(), "cat", "dog").text()).isEqualTo("cat");
  }

  @Test
  void aSelectionOfOnesOwnRatesTheDifferentAnswers() {
    Selection longest =
        context ->
            Selected.best(
                context,
                context.groups().stream().map(group -> (double) group.answer().length()).toList());
    Answer answer = answer(longest, "cat", "elephant", "cat", "dog");
    assertThat(answer.text()).isEqualTo("elephant");
    assertThat(answer.candidates())
        .extracting(Candidate::score)
        .containsExactly(3.0, 8.0, 3.0, 3.0);
  }

  @Test
  void equalRatingsGoToTheAnswerWithMoreVotes() {
    Selection indifferent =
        context -> Selected.best(context, context.groups().stream().map(group -> 1.0).toList());
    assertThat(answer(indifferent, "cat", "dog", "dog").text()).isEqualTo("dog");
  }

  @Test
  void everyAnswerNeedsARating() {
    Selection lazy = context -> Selected.best(context, List.of());
    assertThatThrownBy(() -> answer(lazy, "cat", "dog"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("groupScores: expected 2, found 0");
  }

  @Test
  void byRewardTakesTheAnswerThatIsRightByTheGivenGold() {
    Reward reward = RuleReward.of(TaskKind.DOCUMENT_QA, Strictness.STRICT);
    Answer answer = answer(Selection.byReward(reward, "a dog"), "cat", "cat", "the dog");
    assertThat(answer.text()).isEqualTo("the dog");
    assertThat(answer.candidates()).extracting(Candidate::score).containsExactly(0.0, 0.0, 1.0);
  }

  @Test
  void whatARewardCannotTellCountsNothing() {
    Reward clueless =
        (attempt, cancellation) -> RewardScore.none(null, RewardReason.JUDGE_UNREADABLE);
    Answer answer = answer(Selection.byReward(clueless, "dog"), "cat", "dog", "dog");
    assertThat(answer.text()).isEqualTo("dog");
    assertThat(answer.best().score()).isZero();
  }

  @Test
  void aRewardNeedsAGoldAnswer() {
    Reward reward = RuleReward.of(TaskKind.DOCUMENT_QA, Strictness.STRICT);
    assertThatThrownBy(() -> Selection.byReward(reward, " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gold");
  }
}
