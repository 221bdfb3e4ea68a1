package dev.longctx.reason.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassAtKTest {

  @ParameterizedTest
  @CsvSource({
    "16, 4, 2, 0.45",
    "16, 1, 8, 0.5",
    "16, 15, 2, 1",
    "16, 0, 16, 0",
    "16, 16, 1, 1",
    "1, 0, 1, 0",
    "10, 3, 1, 0.3"
  })
  void hasTheKnownValues(int samples, int correct, int k, double estimate) {
    assertThat(PassAtK.estimate(samples, correct, k)).isCloseTo(estimate, within(1e-12));
  }

  @Test
  void risesWithCorrectSamplesAndWithDraws() {
    for (int n = 1; n <= 24; n++) {
      for (int c = 0; c <= n; c++) {
        for (int k = 1; k <= n; k++) {
          double estimate = PassAtK.estimate(n, c, k);
          assertThat(estimate).isBetween(0.0, 1.0);
          assertThat(c == n || PassAtK.estimate(n, c + 1, k) >= estimate - 1e-12).isTrue();
          assertThat(k == n || PassAtK.estimate(n, c, k + 1) >= estimate - 1e-12).isTrue();
        }
      }
    }
  }

  @Test
  void isStableWhereBinomialsOverflow() {
    assertThat(PassAtK.estimate(1_000_000, 1, 500_000)).isCloseTo(0.5, within(1e-9));
    assertThat(PassAtK.estimate(1_000_000, 500_000, 400_000)).isEqualTo(1.0);
  }

  @Test
  void failedSamplesAreLeftOut() {
    OptionalDouble failed = OptionalDouble.empty();
    OptionalDouble right = OptionalDouble.of(1);
    OptionalDouble wrong = OptionalDouble.of(0);

    assertThat(PassAtK.estimate(List.of(right, failed, wrong, failed), 1)).hasValue(0.5);
    assertThat(PassAtK.estimate(List.of(right, failed), 2)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, samples",
    "4, 5, 1, correct",
    "4, -1, 1, correct",
    "4, 1, 0, k",
    "4, 1, 5, k"
  })
  void refusesNumbersThatCannotBe(int samples, int correct, int k, String named) {
    assertThatThrownBy(() -> PassAtK.estimate(samples, correct, k))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named + ": expected");
  }
}
