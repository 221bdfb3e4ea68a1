package dev.longctx.reason.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlongShapingTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "8999, 0",
    "9000, 0",
    "9001, -0.001",
    "9250, -0.25",
    "9500, -0.5",
    "9999, -0.999",
    "10000, -1",
    "10001, -1",
    "2147483647, -1"
  })
  void hasTheKnownValues(int responseTokens, double penalty) {
    assertThat(OverlongShaping.qwenLongL1().penalty(responseTokens)).isEqualTo(penalty);
  }

  @Test
  void aRightAnswerAtTheCapNetsNothingAndAWrongOneLosesOne() {
    double penalty = OverlongShaping.qwenLongL1().penalty(10_000);
    assertThat(1 + penalty).isZero();
    assertThat(0 + penalty).isEqualTo(-1);
  }

  @Test
  void theFactorScalesTheWholeOfIt() {
    OverlongShaping shaping = new OverlongShaping(64, 16, 0.5);
    assertThat(shaping.penalty(48)).isZero();
    assertThat(shaping.penalty(52)).isCloseTo(-0.125, within(1e-15));
    assertThat(shaping.penalty(80)).isEqualTo(-0.5);
  }

  @Test
  void theBufferMayBeginAtTheFirstToken() {
    OverlongShaping shaping = new OverlongShaping(10, 10, 1);
    assertThat(shaping.penalty(0)).isZero();
    assertThat(shaping.penalty(1)).isEqualTo(-0.1);
  }

  @Test
  void refusesANegativeLength() {
    assertThatThrownBy(() -> OverlongShaping.qwenLongL1().penalty(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("responseTokens: expected at least 0, found -1");
  }
}
