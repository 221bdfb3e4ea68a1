package dev.longctx.reason.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamicSamplingTest {

  @Test
  void aGroupWhoseScoresDifferIsWorthTrainingOn() {
    assertThat(DynamicSampling.hasSpread(new double[] {0, 0, 0, 1})).isTrue();
    assertThat(DynamicSampling.hasSpread(new double[] {0.5, 0.25})).isTrue();
  }

  @Test
  void aGroupOfEqualScoresIsNot() {
    assertThat(DynamicSampling.hasSpread(new double[] {0, 0, 0})).isFalse();
    assertThat(DynamicSampling.hasSpread(new double[] {1, 1, 1})).isFalse();
    assertThat(DynamicSampling.hasSpread(new double[] {0.1, 0.1, 0.1})).isFalse();
    assertThat(DynamicSampling.hasSpread(new double[] {0.0, -0.0})).isFalse();
  }

  @Test
  void noScoresAndASingleOneHaveNoSpread() {
    assertThat(DynamicSampling.hasSpread(new double[0])).isFalse();
    assertThat(DynamicSampling.hasSpread(new double[] {1})).isFalse();
  }

  @Test
  void aMissingScoreIsNotTakenForADifferentOne() {
    assertThatThrownBy(() -> DynamicSampling.hasSpread(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scores: expected finite ones, found NaN");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 128, 384",
    "3, 0, 0",
    "1, 7, 7",
    "1.5, 3, 5",
    "1.5, 4, 6",
    "3, 2147483647, 2147483647"
  })
  void drawsSeveralGroupsForEachThatIsMissing(double factor, int missing, int drawn) {
    assertThat(new DynamicSampling(factor, 10).groupsToDraw(missing)).isEqualTo(drawn);
  }

  @Test
  void refusesANegativeNumberOfGroups() {
    assertThatThrownBy(() -> DynamicSampling.qwenLongL1().groupsToDraw(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("missing: expected at least 0, found -1");
  }
}
