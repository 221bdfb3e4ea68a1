package dev.longctx.reason.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Slopes against central differences, at every token of an update of random responses. */
class PolicyGradientTest {

  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;
  private static final int[] LENGTHS = {4, 1, 7, 2};

  private final SplittableRandom random = new SplittableRandom(Responses.SEED);

  static List<PolicyLoss> losses() {
    List<PolicyLoss> losses = new ArrayList<>();
    for (Aggregation aggregation : Aggregation.values()) {
      for (Clipping clipping : List.of(Clipping.symmetric(0.2), new Clipping(0.1, 0.5))) {
        for (double bonus : new double[] {0, 0.3}) {
          penalties().forEach(kl -> losses.add(new PolicyLoss(clipping, aggregation, kl, bonus)));
        }
      }
    }
    return losses;
  }

  private static Stream<KlPenalty> penalties() {
    return Stream.concat(
        Stream.of((KlPenalty) null),
        Stream.of(KlEstimator.values()).map(estimator -> new KlPenalty(estimator, 0.4)));
  }

  /** A response none of whose tokens is too close to a kink for central differences. */
  private SampledTokens smooth(PolicyLoss loss, int size) {
    SampledTokens response = Responses.random(random, size);
    return isKinked(loss, response) ? smooth(loss, size) : response;
  }

  private static boolean isKinked(PolicyLoss loss, SampledTokens response) {
    for (int i = 0; i < response.size(); i++) {
      double ratio = Math.exp(response.logProbs()[i] - response.behaviour()[i]);
      double d = response.reference()[i] - response.logProbs()[i];
      if (isNear(ratio, 1 - loss.clipping().low())
          || isNear(ratio, 1 + loss.clipping().high())
          || isNear(Math.exp(d) - d - 1, 10)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNear(double value, double kink) {
    return Math.abs(value - kink) < 1e-2;
  }

  private static double numeric(DoubleUnaryOperator lossOfMove) {
    return (lossOfMove.applyAsDouble(STEP) - lossOfMove.applyAsDouble(-STEP)) / (2 * STEP);
  }

  private static double[] moved(double[] values, int token, double by) {
    double[] moved = values.clone();
    moved[token] += by;
    return moved;
  }

  private static void assertSlopes(PolicyLoss loss, SampledTokens at, double weight) {
    TokenLoss found = loss.of(at, weight);
    for (int i = 0; i < at.size(); i++) {
      int token = i;
      double byLogProb =
          numeric(
              by ->
                  loss.of(
                          Responses.with(at, moved(at.logProbs(), token, by), at.entropies()),
                          weight)
                      .value());
      double byEntropy =
          numeric(
              by ->
                  loss.of(
                          Responses.with(at, at.logProbs(), moved(at.entropies(), token, by)),
                          weight)
                      .value());
      assertSlope("log-probability", token, found.logProbSlopes()[token], byLogProb);
      double slope = loss.needsEntropies() ? found.entropySlopes()[token] : 0;
      assertSlope("entropy", token, slope, byEntropy);
    }
  }

  private static void assertSlope(String by, int token, double slope, double numeric) {
    assertThat(slope)
        .as("by %s of token %d, seed %d", by, token, Responses.SEED)
        .isCloseTo(numeric, within(TOLERANCE * Math.max(1, Math.abs(numeric))));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void lossesHaveTheSlopesOfDifferences(PolicyLoss loss) {
    double[] weights = loss.aggregation().tokenWeights(LENGTHS);
    for (int trial = 0; trial < 5; trial++) {
      for (int i = 0; i < LENGTHS.length; i++) {
        assertSlopes(loss, smooth(loss, LENGTHS[i]), weights[i]);
      }
    }
  }
}
