package dev.longctx.reason.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeanScoreTest {

  private static final OptionalDouble FAILED = OptionalDouble.empty();

  @Test
  void failedIsNotWrong() {
    MeanScore mean = MeanScore.of(List.of(score(1), FAILED, score(0.5)));

    assertThat(mean).isEqualTo(new MeanScore(OptionalDouble.of(0.75), 2, 1));
  }

  @Test
  void accuracyCountsWhatIsWhollyRight() {
    assertThat(MeanScore.accuracy(List.of(score(1), score(0.9), FAILED)).mean()).hasValue(0.5);
  }

  @Test
  void whereAllFailedThereIsNoMean() {
    assertThat(MeanScore.of(List.of(FAILED, FAILED)))
        .isEqualTo(new MeanScore(OptionalDouble.empty(), 0, 2));
  }

  @Test
  void setsWeighAlikeWhateverTheirSize() {
    MeanScore small = MeanScore.of(List.of(score(1)));
    MeanScore large = MeanScore.of(List.of(score(0), score(0), score(0)));
    MeanScore lost = MeanScore.of(List.of(FAILED));

    assertThat(MeanScore.ofSets(List.of(small, large, lost)))
        .isEqualTo(new MeanScore(OptionalDouble.of(0.5), 2, 1));
  }

  @Test
  void refusesScoresOutsideTheRange() {
    assertThatThrownBy(() -> MeanScore.of(List.of(score(Double.NaN))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("score: expected 0 to 1, found NaN");
    assertThatThrownBy(() -> MeanScore.accuracy(List.of(score(1.5))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MeanScore(OptionalDouble.of(0.5), 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static OptionalDouble score(double value) {
    return OptionalDouble.of(value);
  }
}
