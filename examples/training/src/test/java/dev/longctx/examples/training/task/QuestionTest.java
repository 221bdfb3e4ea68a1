package dev.longctx.examples.training.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class QuestionTest {

  private static final Question QUESTION =
      new Question(List.of(new Fact("home", "Ada", "Rome"), new Fact("country", "Rome", "Italy")));

  @Test
  void asksForTheEndOfItsFacts() {
    assertThat(QUESTION.text()).isEqualTo("question : country of home of Ada ?");
    assertThat(QUESTION.chain())
        .isEqualTo("home of Ada Rome . country of Rome Italy . answer : Italy");
  }

  @Test
  void isAnsweredByWhatFollowsTheMarkAlone() {
    assertThat(QUESTION.isAnsweredBy(QUESTION.chain())).isTrue();
    assertThat(QUESTION.isAnsweredBy("country of Rome Italy . answer : Rome")).isFalse();
    assertThat(QUESTION.isAnsweredBy("answer : Italy Rome")).isFalse();
    assertThat(QUESTION.isAnsweredBy("Italy")).isFalse();
  }

  @Test
  void wordsAreDifferent() {
    assertThat(Words.all()).doesNotHaveDuplicates().hasSize(459);
  }
}
