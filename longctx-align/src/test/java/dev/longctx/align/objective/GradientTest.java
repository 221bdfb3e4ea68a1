package dev.longctx.align.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Slopes against central differences, at every token of random responses. */
class GradientTest {

  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;
  private static final int TRIALS = 40;

  private final SplittableRandom random = new SplittableRandom(Scores.SEED);

  static List<PreferenceObjective> objectives() {
    return List.of(
        Dpo.builder().build(),
        Dpo.builder().beta(0.5).labelSmoothing(0.2).build(),
        Ipo.builder().build(),
        Ipo.builder().beta(0.3).reduction(Reduction.SUM).build(),
        new Hinge(0.2),
        SimPo.builder().gamma(1.0).build(),
        Orpo.standard(),
        new Orpo(2),
        new PlusNll(SimPo.builder().build(), 0.5));
  }

  static List<ShortToLong> losses() {
    List<ShortToLong> losses = new ArrayList<>();
    for (PreferenceObjective objective : objectives()) {
      for (AlignedResponses aligned : AlignedResponses.values()) {
        for (RewardDistance distance : RewardDistance.values()) {
          for (LongReference reference : LongReference.values()) {
            losses.add(
                ShortToLong.builder()
                    .objective(objective)
                    .alignmentWeight(0.7)
                    .aligned(aligned)
                    .distance(distance)
                    .longReference(reference)
                    .build());
          }
        }
      }
    }
    return losses;
  }

  private static double numeric(ToDoubleFunction<ResponseScore> loss, ResponseScore at, int token) {
    double up = loss.applyAsDouble(Scores.moved(at, token, STEP));
    double down = loss.applyAsDouble(Scores.moved(at, token, -STEP));
    return (up - down) / (2 * STEP);
  }

  private static void assertSlope(
      String what, ToDoubleFunction<ResponseScore> loss, ResponseScore at, double slope) {
    for (int token = 0; token < at.size(); token++) {
      assertThat(slope)
          .as("%s at token %d, seed %d", what, token, Scores.SEED)
          .isCloseTo(numeric(loss, at, token), within(TOLERANCE * Math.max(1, Math.abs(slope))));
    }
  }

  private ResponseScore[] triple() {
    int chosen = random.nextInt(1, 6);
    int rejected = random.nextInt(1, 6);
    return new ResponseScore[] {
      Scores.random(random, chosen),
      Scores.random(random, rejected),
      Scores.random(random, chosen),
      Scores.random(random, rejected)
    };
  }

  /** Whether a difference is too close to a kink of L1 or hinge for central differences. */
  private static boolean isKinked(PreferenceObjective objective, ResponseScore[] at) {
    double margin = objective.reward(at[0]).value() - objective.reward(at[1]).value();
    boolean hinge = objective instanceof Hinge && Math.abs(1 - margin) < 1e-3;
    return hinge || isEqual(objective, at[0], at[2]) || isEqual(objective, at[1], at[3]);
  }

  private static boolean isEqual(
      PreferenceObjective objective, ResponseScore inShort, ResponseScore inLong) {
    ResponseScore referred = new ResponseScore(inLong.logProbs(), inShort.reference());
    double near = objective.reward(inShort).value();
    return Math.abs(near - objective.reward(inLong).value()) < 1e-3
        || Math.abs(near - objective.reward(referred).value()) < 1e-3;
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void rewardsHaveTheSlopesOfDifferences(PreferenceObjective objective) {
    for (int i = 0; i < TRIALS; i++) {
      ResponseScore score = Scores.random(random, random.nextInt(1, 6));
      assertSlope(
          "reward", s -> objective.reward(s).value(), score, objective.reward(score).slope());
    }
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void pairLossesHaveTheSlopesOfDifferences(PreferenceObjective objective) {
    for (int i = 0; i < TRIALS; i++) {
      ResponseScore[] at = triple();
      if (isKinked(objective, at)) {
        continue;
      }
      PairLoss loss = objective.loss(at[0], at[1]);
      assertSlope("chosen", s -> objective.loss(s, at[1]).value(), at[0], loss.chosenSlope());
      assertSlope("rejected", s -> objective.loss(at[0], s).value(), at[1], loss.rejectedSlope());
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void tripleLossesHaveTheSlopesOfDifferences(ShortToLong solo) {
    int checked = 0;
    while (checked < 8) {
      ResponseScore[] at = triple();
      if (isKinked(solo.objective(), at)) {
        continue;
      }
      TripleLoss loss = solo.loss(at[0], at[1], at[2], at[3]);
      double[] slopes = {
        loss.shortChosenSlope(),
        loss.shortRejectedSlope(),
        loss.longChosenSlope(),
        loss.longRejectedSlope()
      };
      for (int part = 0; part < 4; part++) {
        assertSlope(solo + " part " + part, with(solo, at, part), at[part], slopes[part]);
      }
      checked++;
    }
  }

  private static ToDoubleFunction<ResponseScore> with(
      ShortToLong solo, ResponseScore[] at, int part) {
    return score -> {
      ResponseScore[] moved = at.clone();
      moved[part] = score;
      return solo.loss(moved[0], moved[1], moved[2], moved[3]).value();
    };
  }

  @Test
  void ktoHasTheSlopesOfDifferences() {
    Kto kto = Kto.builder().beta(0.4).desirableWeight(1.3).undesirableWeight(0.8).build();
    for (int i = 0; i < TRIALS; i++) {
      ResponseScore score = Scores.random(random, random.nextInt(1, 6));
      double baseline = random.nextDouble(0, 3);
      assertSlope(
          "desirable",
          s -> kto.desirable(s, baseline).value(),
          score,
          kto.desirable(score, baseline).slope());
      assertSlope(
          "undesirable",
          s -> kto.undesirable(s, baseline).value(),
          score,
          kto.undesirable(score, baseline).slope());
    }
  }

  @Test
  void supervisedLossesHaveTheSlopesOfDifferences() {
    ResponseScore other = Scores.random(random, 7);
    ResponseScore score = Scores.random(random, 3);
    for (Sft sft : Sft.values()) {
      assertSlope(
          sft.name(),
          s -> sft.losses(List.of(s, other)).stream().mapToDouble(ResponseLoss::value).sum(),
          score,
          sft.losses(List.of(score, other)).get(0).slope());
    }
  }
}
