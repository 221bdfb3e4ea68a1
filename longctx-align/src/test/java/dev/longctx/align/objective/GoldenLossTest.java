package dev.longctx.align.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** One triple with figures worked out by hand: 40 chosen tokens, 50 rejected ones. */
class GoldenLossTest {

  private static final Offset<Double> SIX_PLACES = within(5e-7);
  private static final ResponseScore SHORT_CHOSEN = Scores.even(-20, 40, -22);
  private static final ResponseScore SHORT_REJECTED = Scores.even(-30, 50, -28);
  private static final ResponseScore LONG_CHOSEN = Scores.even(-35, 40, -33);
  private static final ResponseScore LONG_REJECTED = Scores.even(-41, 50, -36);

  private static TripleLoss loss(PreferenceObjective objective, double weight) {
    return ShortToLong.builder()
        .objective(objective)
        .alignmentWeight(weight)
        .build()
        .loss(SHORT_CHOSEN, SHORT_REJECTED, LONG_CHOSEN, null);
  }

  private static void assertRewards(TripleLoss loss, double... expected) {
    assertThat(loss.shortChosenReward()).isCloseTo(expected[0], SIX_PLACES);
    assertThat(loss.shortRejectedReward()).isCloseTo(expected[1], SIX_PLACES);
    assertThat(loss.longChosenReward()).isCloseTo(expected[2], SIX_PLACES);
  }

  private static void assertLoss(
      TripleLoss loss, double preference, double alignment, double value) {
    assertThat(loss.preference()).isCloseTo(preference, SIX_PLACES);
    assertThat(loss.alignment()).isCloseTo(alignment, SIX_PLACES);
    assertThat(loss.value()).isCloseTo(value, SIX_PLACES);
  }

  @Test
  void dpoWithAlignment() {
    TripleLoss loss = loss(Dpo.builder().beta(0.1).build(), 3);
    assertRewards(loss, 0.2, -0.2, -0.2);
    assertLoss(loss, 0.513015, 0.4, 1.713015);
    assertThat(loss.margin()).isCloseTo(0.4, SIX_PLACES);
    assertThat(loss.gap()).isCloseTo(0.4, SIX_PLACES);
  }

  @Test
  void simPoWithAlignment() {
    TripleLoss loss = loss(SimPo.builder().beta(2).gamma(1).build(), 1);
    assertRewards(loss, -1, -1.2, -1.75);
    assertLoss(loss, 1.171101, 0.75, 1.921101);
  }

  @Test
  void orpoWithAlignment() {
    TripleLoss loss = loss(new Orpo(0.1), 1);
    assertRewards(loss, 0.432752, 0.195870, -0.335669);
    assertLoss(loss, 0.558170, 0.768421, 1.326591);
  }

  @Test
  void hingeWithAlignment() {
    assertLoss(loss(new Hinge(0.1), 2), 1 - 0.4, 0.4, 0.6 + 2 * 0.4);
  }

  @Test
  void ipoOfMeansAndOfSums() {
    // Log ratios are 2 and -2 as sums, 2/40 and -2/50 as means; the target is 1/(2 * 0.1) = 5.
    double mean = 0.05 + 0.04 - 5;
    assertThat(Ipo.builder().build().loss(SHORT_CHOSEN, SHORT_REJECTED).value())
        .isCloseTo(mean * mean, SIX_PLACES);
    Ipo sums = Ipo.builder().beta(0.25).reduction(Reduction.SUM).build();
    assertThat(sums.loss(SHORT_CHOSEN, SHORT_REJECTED).value()).isCloseTo(4, SIX_PLACES);
  }

  @Test
  void smoothedLabelsMixBothDirections() {
    PairLoss loss = Dpo.builder().labelSmoothing(0.1).build().loss(SHORT_CHOSEN, SHORT_REJECTED);
    double right = Math.log(1 + Math.exp(-0.4));
    double wrong = Math.log(1 + Math.exp(0.4));
    assertThat(loss.value()).isCloseTo(0.9 * right + 0.1 * wrong, SIX_PLACES);
  }

  @Test
  void bothResponsesMayBeAligned() {
    TripleLoss loss =
        ShortToLong.builder()
            .objective(Dpo.builder().build())
            .aligned(AlignedResponses.BOTH)
            .build()
            .loss(SHORT_CHOSEN, SHORT_REJECTED, LONG_CHOSEN, LONG_REJECTED);
    // The rejected response's reward falls from -0.2 to -0.5.
    assertLoss(loss, 0.513015, 0.7, 1.213015);
  }

  @Test
  void distancesMayBeSquared() {
    TripleLoss loss =
        ShortToLong.builder()
            .objective(Dpo.builder().build())
            .distance(RewardDistance.SQUARED)
            .build()
            .loss(SHORT_CHOSEN, SHORT_REJECTED, LONG_CHOSEN, null);
    assertLoss(loss, 0.513015, 0.16, 0.673015);
  }

  @Test
  void withTheShortReferenceThePolicyAloneIsCompared() {
    TripleLoss loss =
        ShortToLong.builder()
            .objective(Dpo.builder().build())
            .longReference(LongReference.SHORT)
            .build()
            .loss(SHORT_CHOSEN, SHORT_REJECTED, Scores.even(-35, 40, Double.NaN), null);
    // 0.1 * |-20 - -35|
    assertThat(loss.alignment()).isCloseTo(1.5, SIX_PLACES);
  }

  @Test
  void ktoOfADesirableAndAnUndesirableResponse() {
    Kto kto = Kto.builder().desirableWeight(1.5).build();
    double baseline = kto.baseline(List.of(Scores.even(-20, 40, -23), Scores.even(-30, 50, -29)));
    assertThat(baseline).isCloseTo(1, SIX_PLACES);
    // Log ratios are 2 and -2: gains are 0.1 * (2 - 1) and 0.1 * (1 + 2).
    assertThat(kto.desirable(SHORT_CHOSEN, baseline).value())
        .isCloseTo(1.5 * (1 - 1 / (1 + Math.exp(-0.1))), SIX_PLACES);
    assertThat(kto.undesirable(SHORT_REJECTED, baseline).value())
        .isCloseTo(1 - 1 / (1 + Math.exp(-0.3)), SIX_PLACES);
  }

  @Test
  void theBaselineOfKtoIsNeverNegative() {
    assertThat(Kto.builder().build().baseline(List.of(Scores.even(-20, 40, -19)))).isZero();
  }

  @Test
  void supervisedLossesAreMeansOfTokensOrOfResponses() {
    List<ResponseScore> batch = List.of(SHORT_CHOSEN, SHORT_REJECTED);
    assertThat(Sft.PER_TOKEN.losses(batch).stream().mapToDouble(ResponseLoss::value).sum())
        .isCloseTo(50.0 / 90, SIX_PLACES);
    assertThat(Sft.PER_SEQUENCE.losses(batch).stream().mapToDouble(ResponseLoss::value).sum())
        .isCloseTo((0.5 + 0.6) / 2, SIX_PLACES);
  }

  @Test
  void aSupervisedPartIsAddedToTheLossAndLeavesTheRewards() {
    PairLoss plain = Dpo.builder().build().loss(SHORT_CHOSEN, SHORT_REJECTED);
    PairLoss loss = new PlusNll(Dpo.builder().build(), 0.2).loss(SHORT_CHOSEN, SHORT_REJECTED);
    assertThat(loss.value()).isCloseTo(plain.value() + 0.2 * 0.5, SIX_PLACES);
    assertThat(loss.chosenReward()).isEqualTo(plain.chosenReward());
  }
}
