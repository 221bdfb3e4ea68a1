package dev.longctx.reason.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThinkSplitTest {

  @Test
  void theLastTagEndsTheThinking() {
    ThinkSplit split = ThinkSplit.of("<think>a</think> b </think>\n c ", MissingThink.EMPTY_ANSWER);

    assertThat(split).isEqualTo(new ThinkSplit("a</think> b", "c", true));
  }

  @Test
  void aTemplateMayHaveOpenedTheThinking() {
    assertThat(ThinkSplit.of("so\n</think>\n\nParis", MissingThink.EMPTY_ANSWER))
        .isEqualTo(new ThinkSplit("so", "Paris", true));
  }

  @Test
  void unfinishedThinkingAnswersNothingInTraining() {
    assertThat(ThinkSplit.of("<think>\nso", MissingThink.EMPTY_ANSWER))
        .isEqualTo(new ThinkSplit("so", "", false));
  }

  @Test
  void aResponseWithoutThinkingIsAllAnswerInEvaluation() {
    assertThat(ThinkSplit.of(" Paris\n", MissingThink.WHOLE_RESPONSE))
        .isEqualTo(new ThinkSplit("", "Paris", false));
  }

  @Test
  void thinkingThatWasOpenedAndNotClosedAnswersNothingInEvaluationEither() {
    assertThat(ThinkSplit.of(" <think>\nthe answer is 5", MissingThink.WHOLE_RESPONSE))
        .isEqualTo(new ThinkSplit("the answer is 5", "", false));
  }

  @Test
  void theTagMayEndTheResponse() {
    assertThat(ThinkSplit.of("so</think>", MissingThink.WHOLE_RESPONSE))
        .isEqualTo(new ThinkSplit("so", "", true));
  }
}
