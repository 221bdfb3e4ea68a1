package dev.longctx.reason.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.reason.RandomAnswers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerMetricTest {

  @Test
  void overlapHasTheKnownValues() {
    TokenOverlap overlap = TokenOverlap.of("red apple pie", "apple pie a la mode");

    assertThat(overlap.precision()).isCloseTo(0.667, within(0.001));
    assertThat(overlap.recall()).isEqualTo(0.5);
    assertThat(overlap.f1()).isCloseTo(0.5714, within(0.0001));
    assertThat(AnswerMetric.F1.score("yes", "yes it is")).isZero();
  }

  @Test
  void repeatedWordsCountAsOftenAsInBoth() {
    assertThat(TokenOverlap.of("ha ha ha", "ha ha").precision()).isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void exactMatchIsThatOfNormalisedTexts() {
    assertThat(AnswerMetric.EXACT_MATCH.score("the Eiffel Tower!", "eiffel tower")).isEqualTo(1);
    assertThat(AnswerMetric.EXACT_MATCH.score("Eiffel", "Eiffel Tower")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "Eiffel Tower, The Eiffel Tower, 1, 1",
    "it was called the Eiffel Tower, The Eiffel Tower, 1, 1",
    "'in Paris', Paris, 1, 1",
    "'the Eiffel Tower in Paris', The Eiffel Tower, 1, 0",
    "eiffel-tower, Eiffel Tower, 0, 1",
    "the, The Eiffel Tower, 1, 0",
    "e, The Eiffel Tower, 1, 0",
    "Tower, The Eiffel Tower, 1, 0",
    "'Rome, Paris, London', Paris, 1, 0",
    "Paris London, Paris, 1, 0",
    "'Eiffel Tower, Louvre', Eiffel Tower, 1, 0",
    "Eiffel Tower and Louvre, Eiffel Tower, 1, 0",
    "Eiffel Tower Louvre, Eiffel Tower, 1, 0",
    "'Eiffel Tower\uFF0C Louvre', The Eiffel Tower, 1, 0",
    "'Eiffel Tower\u3001 Louvre', The Eiffel Tower, 1, 0",
    "Eiffel Tower \u2013 Louvre, The Eiffel Tower, 1, 0",
    "Eiffel Tower (Louvre), The Eiffel Tower, 1, 0",
    "Eiffel Tower + Louvre, The Eiffel Tower, 1, 0",
    "hardly Eiffel Tower, Eiffel Tower, 1, 0",
    "!= five years, five years, 1, 0",
    ">= five years, five years, 1, 0",
    "=/= five years, five years, 1, 0",
    "'twenty-five years', five years, 1, 0",
    "half a million, a million, 1, 0",
    "two million dollars, million dollars, 1, 0",
    "World War II, World War, 1, 0",
    "World War I, World War, 1, 0",
    "Hepatitis A, Hepatitis, 1, 0",
    "Queen Elizabeth II, Queen Elizabeth, 1, 0",
    "George Bush Senior, George Bush, 1, 0",
    "Democratic Republic of the Congo, Republic of the Congo, 1, 0",
    "not the Eiffel Tower, Eiffel Tower, 1, 0",
    "guilty, not guilty, 1, 0",
    "President Barack Obama, Barack Obama, 1, 0",
    "35, 3.5, 1, 0",
    "C, C++, 1, 0",
    "York City, New York City, 1, 0",
    "no, no way, 1, 0",
    "5 million dollars, million dollars, 1, 0"
  })
  void legacyIsLooseWhereStrictTakesNoWordMore(
      String prediction, String gold, double legacy, double strict) {
    assertThat(AnswerMetric.LEGACY_SUB_EXACT_MATCH.score(prediction, gold)).isEqualTo(legacy);
    assertThat(AnswerMetric.STRICT_SUB_EXACT_MATCH.score(prediction, gold)).isEqualTo(strict);
  }

  @Test
  void theBestGoldAnswerCounts() {
    assertThat(AnswerMetric.EXACT_MATCH.best("UK", List.of("Britain", "uk"))).isEqualTo(1);
    assertThatThrownBy(() -> AnswerMetric.F1.best("UK", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("golds: expected at least one");
  }

  @Test
  void metricsAreSymmetricAndWithinBounds() {
    long seed = RandomAnswers.seed();
    RandomAnswers answers = new RandomAnswers(seed);
    for (int i = 0; i < 5_000; i++) {
      String one = answers.next();
      String other = answers.next();
      for (AnswerMetric metric : AnswerMetric.values()) {
        double score = metric.score(one, other);
        assertThat(score).as("seed %d: %s, %s", seed, one, other).isBetween(0.0, 1.0);
        assertThat(metric.score(other, one))
            .as("seed %d: %s of %s, %s", seed, metric, one, other)
            .isCloseTo(score, within(1e-12));
      }
    }
  }

  @Test
  void strictContainmentNeverLetsNothingPass() {
    long seed = RandomAnswers.seed();
    RandomAnswers answers = new RandomAnswers(seed);
    for (int i = 0; i < 2_000; i++) {
      String answer = answers.next();
      assertThat(AnswerMetric.STRICT_SUB_EXACT_MATCH.score("?!", answer))
          .as("seed %d: %s", seed, answer)
          .isZero();
    }
  }
}
