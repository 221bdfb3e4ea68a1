package dev.longctx.reason.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.reason.RandomAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerNormaliserTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "The U.S.A.'s  A-team, usas ateam",
        "\"An  Apple,a day!\", applea day",
        "St. John's, st johns",
        "eiffel-tower!, eiffeltower",
        "\u201Cthe\u201D, \u201C \u201D",
        "a_the b, athe b",
        "3.5, 35",
        "The, \"\""
      })
  void squadsStepsAreTakenInTheirOrder(String answer, String normalised) {
    assertThat(AnswerNormaliser.squad().normalise(answer)).isEqualTo(normalised);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "The U.S.A.'s  A-team, usas team",
        "\"An  Apple,a day!\", apple day",
        "St. John\u2019s, st johns",
        "3.5, 3.5",
        "\"$1,234,567.5\", 1234567.5",
        "\"1,23\", 1 23",
        "-5 %, -5%",
        "\u22125, -5",
        "covid-19, covid 19",
        "C++ and C#, c++ and c#",
        "Vitamin A, vitamin a",
        "<-5, < -5",
        "!= 5 /= 6, \u2260 5 \u2260 6",
        "A, a",
        "cafe\u0301, caf\u00E9",
        "\u0663\u0664, 34",
        "?!, \"\""
      })
  void whatTellsAnswersApartStays(String answer, String normalised) {
    assertThat(AnswerNormaliser.strict().normalise(answer)).isEqualTo(normalised);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"$1,200\", 1.2 thousand",
        "0.50, 1/2",
        "5%, 0.05",
        "\"-5.0\", minus 5",
        "YES, true",
        "no idea, no idea "
      })
  void numbersVoteByTheirValue(String one, String other) {
    AnswerNormaliser normaliser = TaskKind.NUMERIC.normaliser();

    assertThat(normaliser.normalise(one)).isEqualTo(normaliser.normalise(other));
  }

  @Test
  void choicesVoteByTheirLetter() {
    assertThat(TaskKind.MULTIPLE_CHOICE.normaliser().normalise("(b)")).isEqualTo("B");
  }

  @Test
  void onceIsEnough() {
    long seed = RandomAnswers.seed();
    RandomAnswers answers = new RandomAnswers(seed);
    for (int i = 0; i < 5_000; i++) {
      String answer = answers.next();
      assertOnceIsEnough(AnswerNormaliser.squad(), answer, seed);
      for (TaskKind kind : TaskKind.values()) {
        assertOnceIsEnough(kind.normaliser(), answer, seed);
      }
    }
  }

  private static void assertOnceIsEnough(AnswerNormaliser normaliser, String answer, long seed) {
    String once = normaliser.normalise(answer);

    assertThat(normaliser.normalise(once)).as("seed %d: %s", seed, answer).isEqualTo(once);
  }
}
