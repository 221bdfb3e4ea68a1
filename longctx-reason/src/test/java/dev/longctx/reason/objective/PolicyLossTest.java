package dev.longctx.reason.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the loss reads, weighs and measures. */
class PolicyLossTest {

  private static final Offset<Double> TINY = within(1e-12);
  private static final SampledTokens TOKENS =
      new SampledTokens(
          new double[] {-1, -2, -0.5},
          new double[] {-1.5, -2, -0.4},
          new double[] {-1.2, -1.7, -0.5},
          new double[] {0.5, 1.25, 0.25},
          1.5);
  private static final SampledTokens BARE =
      new SampledTokens(TOKENS.logProbs(), TOKENS.behaviour(), null, null, 1.5);

  private static PolicyLoss plain() {
    return PolicyLoss.builder().build();
  }

  private static PolicyLoss full(KlEstimator estimator) {
    return PolicyLoss.builder().kl(new KlPenalty(estimator, 0.5)).entropyBonus(0.1).build();
  }

  private static double k3(double d) {
    return Math.exp(d) - d - 1;
  }

  @Test
  void theTermsAddUp() {
    TokenLoss loss = full(KlEstimator.SQUARED).of(TOKENS, 1);
    double surrogate = -1.5 * (1.2 + 1 + Math.exp(-0.1));
    double kl = (0.04 + 0.09 + 0) / 2;
    assertThat(loss.value()).isCloseTo(surrogate + 0.5 * kl - 0.1 * 2, TINY);
    assertThat(loss.logProbSlopes())
        .containsExactly(new double[] {0.5 * 0.2, -1.5 - 0.5 * 0.3, -1.5 * Math.exp(-0.1)}, TINY);
    assertThat(loss.entropySlopes()).containsExactly(-0.1, -0.1, -0.1);
  }

  @ParameterizedTest
  @EnumSource
  void lossAndGradientAreWeightedAndMeasuresAreNot(KlEstimator estimator) {
    TokenLoss whole = full(estimator).of(TOKENS, 1);
    TokenLoss quarter = full(estimator).of(TOKENS, 0.25);
    assertThat(quarter.value()).isCloseTo(whole.value() / 4, TINY);
    for (int i = 0; i < 3; i++) {
      assertThat(quarter.logProbSlopes()[i]).isCloseTo(whole.logProbSlopes()[i] / 4, TINY);
      assertThat(quarter.entropySlopes()[i]).isCloseTo(-0.025, TINY);
    }
    assertThat(quarter.behaviourKl()).isEqualTo(whole.behaviourKl());
    assertThat(quarter.referenceKl()).isEqualTo(whole.referenceKl());
    assertThat(quarter.entropy()).isEqualTo(whole.entropy());
    assertThat(quarter.clipped()).isEqualTo(whole.clipped());
  }

  @Test
  void measuresArePlainSumsOverTokens() {
    TokenLoss loss = full(KlEstimator.LOW_VARIANCE).of(TOKENS, 0.1);
    assertThat(loss.clipped()).isEqualTo(1);
    assertThat(loss.behaviourKl()).isCloseTo(k3(0.5) + k3(0) + k3(-0.1), TINY);
    assertThat(loss.referenceKl()).isCloseTo(k3(-0.2) + k3(0.3), TINY);
    assertThat(loss.entropy()).isEqualTo(2);
  }

  @Test
  void theDivergenceFromTheSamplerIsUnbiasedUnderItsOwnSamples() {
    double[] behaviour = {0.5, 0.2, 0.15, 0.1, 0.05};
    double[] policy = {0.3, 0.25, 0.05, 0.25, 0.15};
    double expected = 0;
    double estimated = 0;
    for (int i = 0; i < behaviour.length; i++) {
      SampledTokens token =
          new SampledTokens(
              new double[] {Math.log(policy[i])},
              new double[] {Math.log(behaviour[i])},
              null,
              null,
              1);
      expected += behaviour[i] * Math.log(behaviour[i] / policy[i]);
      estimated += behaviour[i] * plain().of(token, 1).behaviourKl();
    }
    assertThat(estimated).isCloseTo(expected, TINY);
  }

  @Test
  void whatIsNotGivenIsNotMeasured() {
    TokenLoss loss = plain().of(BARE, 1);
    assertThat(loss.referenceKl()).isNaN();
    assertThat(loss.entropy()).isNaN();
    assertThat(loss.entropySlopes()).isEmpty();
    assertThat(plain().of(TOKENS, 1).referenceKl()).isNaN();
  }

  @Test
  void entropyIsMeasuredWithoutABonusToo() {
    TokenLoss loss = plain().of(TOKENS, 1);
    assertThat(loss.entropy()).isEqualTo(2);
    assertThat(loss.entropySlopes()).isEmpty();
    assertThat(loss.value()).isEqualTo(plain().of(BARE, 1).value());
  }

  @ParameterizedTest
  @EnumSource
  void aPenaltyOfZeroMeasuresAndLeavesTheLoss(KlEstimator estimator) {
    PolicyLoss measuring = PolicyLoss.builder().kl(KlPenalty.measured(estimator)).build();
    TokenLoss loss = measuring.of(TOKENS, 1);
    TokenLoss bare = plain().of(BARE, 1);
    assertThat(loss.referenceKl()).isNotNaN().isNotZero();
    assertThat(loss.value()).isEqualTo(bare.value());
    assertThat(loss.logProbSlopes()).containsExactly(bare.logProbSlopes(), TINY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1000, -1000})
  void policiesFarApartGiveFiniteNumbers(double apart) {
    double[] far = {-1 - apart, -1 - apart};
    for (KlEstimator estimator : KlEstimator.values()) {
      for (double advantage : new double[] {-1, 1}) {
        SampledTokens tokens =
            new SampledTokens(new double[] {-1, -1}, far, far, new double[2], advantage);
        TokenLoss loss = full(estimator).of(tokens, 0.5);
        assertThat(loss.value()).isFinite();
        assertThat(Arrays.stream(loss.logProbSlopes())).allMatch(Double::isFinite);
        assertThat(loss.behaviourKl()).isEqualTo(20);
        assertThat(loss.referenceKl()).isFinite();
      }
    }
  }

  @Test
  void anEmptyResponseHasNoLoss() {
    SampledTokens none =
        new SampledTokens(new double[0], new double[0], new double[0], new double[0], 1);
    TokenLoss loss = full(KlEstimator.PLAIN).of(none, 0);
    assertThat(loss.value()).isZero();
    assertThat(loss.logProbSlopes()).isEmpty();
    assertThat(loss.behaviourKl()).isZero();
  }

  @Test
  void saysWhatItNeeds() {
    assertThat(plain().needsReference()).isFalse();
    assertThat(plain().needsEntropies()).isFalse();
    assertThat(full(KlEstimator.PLAIN).needsReference()).isTrue();
    assertThat(full(KlEstimator.PLAIN).needsEntropies()).isTrue();
    PolicyLoss measuring = PolicyLoss.builder().kl(KlPenalty.measured(KlEstimator.PLAIN)).build();
    assertThat(measuring.needsReference()).isTrue();
  }

  @Test
  void refusesAResponseWithoutWhatItNeeds() {
    PolicyLoss penalised = PolicyLoss.builder().kl(new KlPenalty(KlEstimator.PLAIN, 1)).build();
    assertThatThrownBy(() -> penalised.of(BARE, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reference: expected log-probabilities, found none");
    PolicyLoss rewarded = PolicyLoss.builder().entropyBonus(1).build();
    assertThatThrownBy(() -> rewarded.of(BARE, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("entropies: expected one a token, found none");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAWeightThatIsNone(double weight) {
    assertThatThrownBy(() -> plain().of(BARE, weight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tokenWeight: expected a finite number from 0, found " + weight);
  }
}
