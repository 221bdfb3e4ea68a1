package dev.longctx.align.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The bound that SoLoPO rests on, as Jensen's inequality gives it: the loss under the long context
 * is at most a third of the short one's at the triple margin, plus a third of the distances of both
 * responses' rewards.
 */
class BoundTest {

  private static final int DRAWS = 200_000;
  private static final double GAMMA = 0.7;
  private static final double TARGET = 5;

  private static double logistic(double margin) {
    return Margin.logistic(margin).value();
  }

  private static void assertBound(DoubleUnaryOperator loss, DoubleUnaryOperator distance) {
    SplittableRandom random = new SplittableRandom(Scores.SEED);
    int violations = 0;
    for (int i = 0; i < DRAWS; i++) {
      double[] rewards = random.doubles(4, -6, 6).toArray();
      double shortMargin = rewards[0] - rewards[1];
      double longMargin = rewards[2] - rewards[3];
      double chosenApart = Math.abs(rewards[2] - rewards[0]);
      double rejectedApart = Math.abs(rewards[1] - rewards[3]);
      double bound =
          (loss.applyAsDouble(3 * shortMargin)
                  + distance.applyAsDouble(chosenApart)
                  + distance.applyAsDouble(rejectedApart))
              / 3;
      if (loss.applyAsDouble(longMargin) > bound + 1e-9 * Math.max(1, bound)) {
        violations++;
      }
    }
    assertThat(violations).as("violations with seed %d", Scores.SEED).isZero();
  }

  @Test
  void holdsForTheLogisticLoss() {
    assertBound(BoundTest::logistic, z -> logistic(-3 * z));
  }

  @Test
  void holdsForTheLogisticLossWithLinearDistances() {
    assertBound(BoundTest::logistic, z -> 3 * z + Math.log(2));
  }

  @Test
  void holdsForTheLogisticLossWithAMargin() {
    assertBound(m -> logistic(m - GAMMA), z -> logistic(-3 * z - GAMMA));
  }

  @Test
  void holdsForTheSquaredLossWithSquaredDistances() {
    assertBound(m -> (m - TARGET) * (m - TARGET), z -> (3 * z + TARGET) * (3 * z + TARGET));
  }

  @Test
  void holdsForTheHingeLossWithLinearDistances() {
    assertBound(m -> Math.max(0, 1 - m), z -> 1 + 3 * z);
  }

  @Test
  void theObjectivesAreTheLossesOfTheBound() {
    ResponseScore chosen = ResponseScore.of(-0.4, -1.1);
    ResponseScore rejected = ResponseScore.of(-1.3, -0.2, -2);
    PairLoss loss = new SimPo(2, GAMMA).loss(chosen, rejected);
    assertThat(loss.value()).isEqualTo(logistic(loss.margin() - GAMMA));
    PairLoss squared =
        new Ipo(1 / (2 * TARGET), Reduction.SUM)
            .loss(Scores.even(-3, 2, -4), Scores.even(-5, 2, -4));
    assertThat(squared.value()).isEqualTo((2 - TARGET) * (2 - TARGET));
  }
}
