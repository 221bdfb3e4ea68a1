package dev.longctx.reason.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The surrogate of one token, by hand, with bounds of 0.8 and 1.28 unless said otherwise. */
class ClippingTest {

  private static final double TINY = 1e-12;

  private static TokenLoss loss(Clipping clipping, double advantage, double logRatio) {
    return PolicyLoss.builder()
        .clipping(clipping)
        .build()
        .of(Responses.token(advantage, logRatio), 1);
  }

  private static void assertLoss(TokenLoss loss, double value, double slope, int clipped) {
    assertThat(loss.value()).isCloseTo(value, within(TINY * Math.max(1, Math.abs(value))));
    assertThat(loss.logProbSlopes()[0])
        .isCloseTo(slope, within(TINY * Math.max(1, Math.abs(slope))));
    assertThat(loss.clipped()).isEqualTo(clipped);
  }

  @ParameterizedTest
  @CsvSource({
    // A good response gains up to the upper bound, and is pulled back from anywhere below.
    "2, 1.10, -2.20, -2.20, 0",
    "2, 1.25, -2.50, -2.50, 0",
    "2, 1.30, -2.56,  0.00, 1",
    "2, 9.00, -2.56,  0.00, 1",
    "2, 0.50, -1.00, -1.00, 0",
    // A bad one gains down to the lower bound, and is pushed down from anywhere above.
    "-2, 0.90, 1.80, 1.80, 0",
    "-2, 0.79, 1.60, 0.00, 1",
    "-2, 0.01, 1.60, 0.00, 1",
    "-2, 1.50, 3.00, 3.00, 0",
    // Without an advantage there is nothing to gain.
    "0, 1.50, 0, 0, 0",
    "0, 0.50, 0, 0, 0"
  })
  void theBoundCutsOffWhatWouldBeGainedBeyondIt(
      double advantage, double ratio, double value, double slope, int clipped) {
    assertLoss(loss(new Clipping(0.2, 0.28), advantage, Math.log(ratio)), value, slope, clipped);
  }

  @Test
  void theHigherBoundLeavesRoomForUnlikelyTokens() {
    assertLoss(loss(Clipping.symmetric(0.2), 1, Math.log(1.25)), -1.2, 0, 1);
    assertLoss(loss(new Clipping(0.2, 0.28), 1, Math.log(1.25)), -1.25, -1.25, 0);
  }

  @Test
  void atTheBoundItselfTheGradientIsThere() {
    assertThat(Math.exp(Math.log(2))).isEqualTo(2);
    assertThat(Math.exp(Math.log(0.5))).isEqualTo(0.5);
    Clipping clipping = new Clipping(0.5, 1);
    assertLoss(clipped(clipping, 1, Math.log(2)), -2, -2, 0);
    assertLoss(clipped(clipping, -1, Math.log(0.5)), 0.5, 0.5, 0);
    assertLoss(clipped(clipping, -1, Math.log(2)), 2, 2, 0);
    assertLoss(clipped(clipping, 1, Math.log(0.5)), -0.5, -0.5, 0);
  }

  /** As {@link #loss}, with a difference of log-probabilities that is not rounded. */
  private static TokenLoss clipped(Clipping clipping, double advantage, double logRatio) {
    SampledTokens tokens =
        new SampledTokens(new double[] {0}, new double[] {-logRatio}, null, null, advantage);
    return PolicyLoss.builder().clipping(clipping).build().of(tokens, 1);
  }

  @Test
  void withoutRoomOnlyTheFirstStepFromTheSamplerHasAGradient() {
    Clipping none = Clipping.symmetric(0);
    assertLoss(clipped(none, 1, 0), -1, -1, 0);
    assertLoss(clipped(none, 1, 1e-9), -1, 0, 1);
    assertLoss(clipped(none, -1, -1e-9), 1, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {20.5, 1000, 1e300})
  void anEnormousRatioGivesAFiniteLoss(double logRatio) {
    Clipping clipping = new Clipping(0.2, 0.28);
    assertLoss(clipped(clipping, 1, logRatio), -1.28, 0, 1);
    assertLoss(clipped(clipping, -1, logRatio), Math.exp(20), 0, 0);
    assertLoss(clipped(clipping, 1, -logRatio), -Math.exp(-20), 0, 0);
    assertLoss(clipped(clipping, -1, -logRatio), 0.8, 0, 1);
  }

  @Test
  void theLastRatioThatIsKeptAsItIsStillHasAGradient() {
    assertLoss(clipped(new Clipping(0.2, 0.28), -1, 20), Math.exp(20), Math.exp(20), 0);
  }
}
