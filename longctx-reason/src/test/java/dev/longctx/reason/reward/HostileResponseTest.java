package dev.longctx.reason.reward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.reason.answer.AnswerNormaliser;
import dev.longctx.reason.answer.MissingThink;
import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.metric.AnswerMetric;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileResponseTest {
  /** Quadratic work on a quarter of a million characters would take minutes. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int SIZE = 1 << 18;
  private static final int MEGABYTES = 1 << 21;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "9",
        "9.",
        ",",
        ".",
        ". ",
        "-",
        "(",
        "((1)",
        "*",
        "**",
        "[[YES]]",
        " ",
        "\n",
        "\n ",
        "\u00A0",
        "\u0315\u0300",
        "\uD83D",
        "the ",
        "the answer is ",
        "the answer is 5 ",
        "The correct answer is ",
        "The correct answer is (",
        "</think>",
        "<think>",
        "10^",
        "1e9",
        "1/",
        "1,111",
        "1 1/1",
        "\u00BD",
        "\u0663",
        "% ",
        "'",
        "+",
        "million ",
        "=",
        "x 10^",
        "<",
        "!=",
        "\n- a",
        "\n1. ",
        "St. ",
        "\\boxed{",
        "\\[",
        "[{",
        "\"B",
        "it is "
      })
  void takesLinearTime(String piece) {
    String flood = piece.repeat(SIZE / piece.length());
    Assertions.assertTimeoutPreemptively(LIMIT, () -> check(flood));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9", "the answer is 5 "})
  void readsMegabytes(String piece) {
    String flood = piece.repeat(MEGABYTES / piece.length());
    Assertions.assertTimeoutPreemptively(LIMIT, () -> checkRewards(flood));
  }

  private static void check(String flood) {
    for (String announcement : new String[] {"the answer is ", "The correct answer is ", ""}) {
      for (String response : new String[] {announcement + flood, flood + announcement + "5"}) {
        checkRewards(response);
      }
    }
    for (AnswerMetric metric : AnswerMetric.values()) {
      assertThat(metric.score(flood, flood.substring(flood.length() / 3) + "b"))
          .isBetween(0.0, 1.0);
    }
    assertThat(AnswerNormaliser.strict().normalise(flood)).doesNotContain("  ");
  }

  private static void checkRewards(String response) {
    for (TaskKind kind : TaskKind.values()) {
      String gold = kind == TaskKind.MULTIPLE_CHOICE ? "B" : "77";
      for (Strictness strictness : Strictness.values()) {
        RewardScore score =
            RuleReward.of(kind, strictness, MissingThink.WHOLE_RESPONSE)
                .score(Attempt.of("q", response, gold));
        assertThat(score.value()).isPresent();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10^999999999",
        "1e999999999",
        "9**9**9**9",
        "NaN",
        "Infinity",
        "-Infinity",
        "0x7F",
        "1/0",
        "((((((((((1))))))))))",
        "\u0661e\u0669\u0669\u0669\u0669\u0669\u0669"
      })
  void hostileNumbersAreBoundedAndWrong(String number) {
    Assertions.assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (Strictness strictness : Strictness.values()) {
            assertThat(
                    RuleReward.of(TaskKind.NUMERIC, strictness)
                        .score(Attempt.of("q", "</think>the answer is " + number, "77"))
                        .value())
                .hasValue(0);
          }
        });
  }
}
