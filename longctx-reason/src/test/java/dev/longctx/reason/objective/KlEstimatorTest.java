package dev.longctx.reason.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Estimators against divergences of small distributions of which every token is enumerated. */
class KlEstimatorTest {

  private static final double[] POLICY = {0.5, 0.2, 0.15, 0.1, 0.05};
  private static final double[] REFERENCE = {0.3, 0.25, 0.05, 0.25, 0.15};
  private static final Offset<Double> TINY = within(1e-12);

  private static double kl(double[] of, double[] from) {
    return IntStream.range(0, of.length).mapToDouble(i -> of[i] * Math.log(of[i] / from[i])).sum();
  }

  private static double expectedValue(KlEstimator estimator) {
    return IntStream.range(0, POLICY.length)
        .mapToDouble(i -> POLICY[i] * estimator.value(log(POLICY, i), log(REFERENCE, i)))
        .sum();
  }

  /** The expected gradient by a logit of the policy, whose softmax has it by each token. */
  private static double expectedGradient(KlEstimator estimator, int logit) {
    return IntStream.range(0, POLICY.length)
        .mapToDouble(
            i ->
                POLICY[i]
                    * estimator.slope(log(POLICY, i), log(REFERENCE, i))
                    * ((i == logit ? 1 : 0) - POLICY[logit]))
        .sum();
  }

  private static double log(double[] distribution, int token) {
    return Math.log(distribution[token]);
  }

  @Test
  void haveTheValuesOfTheirFormulas() {
    // d = log(0.5) - log(0.25) = log(2), so that e^d = 2.
    double[] at = {Math.log(0.25), Math.log(0.5)};
    double d = Math.log(2);
    assertThat(KlEstimator.PLAIN.value(at[0], at[1])).isCloseTo(-d, TINY);
    assertThat(KlEstimator.SQUARED.value(at[0], at[1])).isCloseTo(d * d / 2, TINY);
    assertThat(KlEstimator.LOW_VARIANCE.value(at[0], at[1])).isCloseTo(1 - d, TINY);
    assertThat(KlEstimator.PLAIN.slope(at[0], at[1])).isEqualTo(1);
    assertThat(KlEstimator.SQUARED.slope(at[0], at[1])).isCloseTo(-d, TINY);
    assertThat(KlEstimator.LOW_VARIANCE.slope(at[0], at[1])).isCloseTo(-1, TINY);
  }

  @ParameterizedTest
  @EnumSource
  void areZeroWherePolicyAndReferenceAgree(KlEstimator estimator) {
    assertThat(estimator.value(-1.7, -1.7)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "LOW_VARIANCE"})
  void plainAndLowVarianceAreUnbiased(KlEstimator estimator) {
    assertThat(expectedValue(estimator)).isCloseTo(kl(POLICY, REFERENCE), TINY);
  }

  @Test
  void theSquaredOneIsBiased() {
    assertThat(kl(POLICY, REFERENCE)).isCloseTo(0.2290163, within(1e-7));
    assertThat(expectedValue(KlEstimator.SQUARED)).isCloseTo(0.2328893, within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void theGradientsAreThoseThatTheDocumentationSays(int logit) {
    double gradient = POLICY[logit] * Math.log(POLICY[logit] / REFERENCE[logit]);
    double ofDivergence = gradient - POLICY[logit] * kl(POLICY, REFERENCE);
    double ofReverse = POLICY[logit] - REFERENCE[logit];
    assertThat(expectedGradient(KlEstimator.PLAIN, logit)).isCloseTo(0, TINY);
    assertThat(expectedGradient(KlEstimator.SQUARED, logit)).isCloseTo(ofDivergence, TINY);
    assertThat(expectedGradient(KlEstimator.LOW_VARIANCE, logit)).isCloseTo(ofReverse, TINY);
  }

  @Test
  void theLowVarianceOneIsNeverNegativeHoweverCloseTheTwoAre() {
    SplittableRandom random = new SplittableRandom(Responses.SEED);
    for (int i = 0; i < 20_000; i++) {
      double logProb = random.nextDouble(-20, 0);
      double d = random.nextDouble(-1, 1) * Math.pow(10, random.nextDouble(-18, 3));
      assertThat(KlEstimator.LOW_VARIANCE.value(logProb, logProb + d))
          .as("d %s, seed %d", d, Responses.SEED)
          .isBetween(0.0, 10.0);
    }
  }

  @Test
  void theLowVarianceOneKeepsItsDigitsCloseToZero() {
    assertThat(KlEstimator.LOW_VARIANCE.value(0, -1e-6)).isCloseTo(5e-13, within(1e-18));
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 1000, -12, -1000})
  void theLowVarianceOneIsFlatBeyondTen(double d) {
    assertThat(KlEstimator.LOW_VARIANCE.value(0, d)).isEqualTo(10);
    assertThat(KlEstimator.LOW_VARIANCE.slope(0, d)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {2.5, -10.9})
  void theLowVarianceOneHasASlopeUpToTen(double d) {
    assertThat(KlEstimator.LOW_VARIANCE.value(0, d)).isLessThan(10);
    assertThat(KlEstimator.LOW_VARIANCE.slope(0, d)).isCloseTo(1 - Math.exp(d), TINY);
  }
}
