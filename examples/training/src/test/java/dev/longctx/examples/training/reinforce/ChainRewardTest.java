package dev.longctx.examples.training.reinforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.reason.reward.Attempt;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import org.junit.jupiter.api.Test;

final class ChainRewardTest {

  @Test
  void theAnswerAloneDecides() {
    assertThat(score("home of Ada Oslo . answer : Rome").isRight()).isTrue();
    assertThat(score("home of Ada Rome . answer : Oslo").isRight()).isFalse();
  }

  @Test
  void whatNeverEndsOrSaysMoreThanTheAnswerIsWrong() {
    assertThat(score("home of Ada Rome . home of").reason()).isEqualTo(RewardReason.NO_ANSWER);
    assertThat(score("home of Ada Rome . home of").value()).hasValue(0);
    assertThat(score("answer : Rome answer : Oslo").value()).hasValue(0);
    assertThat(score("answer : Oslo Rome Bern").value()).hasValue(0);
    assertThat(score("answer :").value()).hasValue(0);
  }

  private static RewardScore score(String response) {
    return new ChainReward().score(Attempt.of("home of Ada ?", response, "Rome"));
  }
}
