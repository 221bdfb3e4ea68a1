package dev.longctx.align.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShortToLongTest {

  private static final Dpo DPO = Dpo.builder().build();

  private final SplittableRandom random = new SplittableRandom(Scores.SEED);
  private final ResponseScore chosen = Scores.random(random, 4);
  private final ResponseScore rejected = Scores.random(random, 3);
  private final ResponseScore longChosen = Scores.random(random, 4);
  private final ResponseScore longRejected = Scores.random(random, 3);

  static List<PreferenceObjective> objectives() {
    return GradientTest.objectives();
  }

  private static ShortToLong.Builder dpo() {
    return ShortToLong.builder().objective(DPO);
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void equalContextsGiveThePlainObjective(PreferenceObjective objective) {
    for (RewardDistance distance : RewardDistance.values()) {
      ShortToLong solo =
          ShortToLong.builder()
              .objective(objective)
              .alignmentWeight(3)
              .aligned(AlignedResponses.BOTH)
              .distance(distance)
              .build();
      TripleLoss loss = solo.loss(chosen, rejected, chosen, rejected);
      PairLoss plain = objective.loss(chosen, rejected);
      assertThat(loss.value()).isEqualTo(plain.value());
      assertThat(loss.alignment()).isZero();
      assertThat(loss.shortChosenSlope()).isEqualTo(plain.chosenSlope());
      assertThat(loss.shortRejectedSlope()).isEqualTo(plain.rejectedSlope());
      assertThat(loss.longChosenSlope()).isZero();
      assertThat(loss.longRejectedSlope()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void swappedPairsFlipTheMargin(PreferenceObjective objective) {
    double margin = objective.loss(chosen, rejected).margin();
    assertThat(margin).isNotZero();
    assertThat(objective.loss(rejected, chosen).margin()).isEqualTo(-margin);
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void extremeLogProbabilitiesStayFinite(PreferenceObjective objective) {
    double[] extremes = {-1e4, -1e-12, 0, -0.7, -300};
    for (double good : extremes) {
      for (double bad : extremes) {
        ResponseScore better = new ResponseScore(new double[] {good, good}, bad);
        ResponseScore worse = new ResponseScore(new double[] {bad}, good);
        TripleLoss loss =
            ShortToLong.builder()
                .objective(objective)
                .build()
                .loss(better, worse, new ResponseScore(new double[] {bad, bad}, good), null);
        assertThat(
                new double[] {
                  loss.value(),
                  loss.shortChosenSlope(),
                  loss.shortRejectedSlope(),
                  loss.longChosenSlope(),
                  loss.margin(),
                  loss.gap()
                })
            .as("%s and %s", good, bad)
            .doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
      }
    }
  }

  @Test
  void aDetachedShortRewardLeavesThePlainSlopesUnderTheShortContext() {
    TripleLoss loss =
        dpo()
            .alignmentWeight(2)
            .aligned(AlignedResponses.BOTH)
            .detachShort(true)
            .build()
            .loss(chosen, rejected, longChosen, longRejected);
    PairLoss plain = DPO.loss(chosen, rejected);
    assertThat(loss.shortChosenSlope()).isEqualTo(plain.chosenSlope());
    assertThat(loss.shortRejectedSlope()).isEqualTo(plain.rejectedSlope());
    double expected = -2 * 0.1 * Math.signum(loss.gap());
    assertThat(loss.longChosenSlope()).isCloseTo(expected, within(1e-12));
    assertThat(loss.longRejectedSlope()).isNotZero();
  }

  @Test
  void withoutWeightTheLongContextChangesNothing() {
    TripleLoss loss =
        dpo().alignmentWeight(0).build().loss(chosen, rejected, longChosen, longRejected);
    assertThat(loss.value()).isEqualTo(DPO.loss(chosen, rejected).value());
    assertThat(loss.alignment()).isPositive();
    assertThat(loss.longChosenSlope()).isZero();
  }

  @Test
  void onlyBothReadsTheRejectedResponseUnderTheLongContext() {
    ShortToLong one = dpo().build();
    assertThat(one.readsLongRejected()).isFalse();
    assertThat(one.loss(chosen, rejected, longChosen, longRejected))
        .isEqualTo(one.loss(chosen, rejected, longChosen, null));
    ShortToLong both = dpo().aligned(AlignedResponses.BOTH).build();
    assertThat(both.readsLongRejected()).isTrue();
    assertThatThrownBy(() -> both.loss(chosen, rejected, longChosen, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("longRejected: expected a score, found none");
  }

  @Test
  void aResponseHasTheSameTokensUnderBothContexts() {
    assertThatThrownBy(() -> dpo().build().loss(chosen, rejected, longRejected, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("longChosen: expected 4 tokens as under the short context, found 3");
  }

  @Test
  void aMissingReferenceIsRefused() {
    ResponseScore bare = ResponseScore.of(-1, -2, -1, -1);
    assertThatThrownBy(() -> DPO.loss(bare, rejected))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "reference: expected the log-probability under a reference, found " + Double.NaN);
    assertThatThrownBy(() -> dpo().build().loss(chosen, rejected, bare, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(dpo().build().needsLongReference()).isTrue();
    ShortToLong near = dpo().longReference(LongReference.SHORT).build();
    assertThat(near.needsLongReference()).isFalse();
    assertThat(near.loss(chosen, rejected, bare, null).value()).isFinite();
  }

  static List<UnaryOperator<ShortToLong.Builder>> settings() {
    return List.of(
        b -> b.objective(DPO),
        b -> b.alignmentWeight(2),
        b -> b.aligned(AlignedResponses.CHOSEN),
        b -> b.distance(RewardDistance.L1),
        b -> b.detachShort(false),
        b -> b.longReference(LongReference.LONG));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySettingIsGivenOnce(UnaryOperator<ShortToLong.Builder> setting) {
    ShortToLong.Builder builder = setting.apply(ShortToLong.builder());
    assertThatThrownBy(() -> setting.apply(builder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is set already");
  }

  @Test
  void namesAndSettingsAreTold() {
    assertThat(dpo().build().name()).isEqualTo("SoLo-DPO");
    assertThat(dpo().build())
        .hasToString(
            "SoLo-DPO[objective=Dpo[beta=0.1, labelSmoothing=0.0], alignmentWeight=1.0,"
                + " aligned=CHOSEN, distance=L1, detachShort=false, longReference=LONG]");
    assertThatThrownBy(() -> ShortToLong.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("objective: expected one, found none");
  }
}
