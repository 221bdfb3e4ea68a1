package dev.longctx.align.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

  static Stream<ThrowingCallable> wrongValues() {
    return Stream.of(
        () -> Dpo.builder().beta(0),
        () -> Dpo.builder().beta(Double.NaN),
        () -> Dpo.builder().beta(Double.POSITIVE_INFINITY),
        () -> Dpo.builder().labelSmoothing(0.5),
        () -> Dpo.builder().labelSmoothing(-0.1),
        () -> new Dpo(-1, 0),
        () -> Ipo.builder().beta(-1),
        () -> new Hinge(0),
        () -> SimPo.builder().beta(0),
        () -> SimPo.builder().gamma(-1),
        () -> new Orpo(-0.1),
        () -> new PlusNll(Orpo.standard(), -1),
        () -> Kto.builder().beta(0),
        () -> Kto.builder().desirableWeight(-1),
        () -> Kto.builder().undesirableWeight(Double.NaN),
        () -> Kto.builder().build().baseline(List.of()),
        () -> Kto.builder().build().desirable(ResponseScore.of(-1), 0),
        () -> ShortToLong.builder().alignmentWeight(-1));
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void wrongValuesAreRefusedAtOnce(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(": expected ")
        .hasMessageContaining("found ");
  }

  static Stream<ThrowingCallable> repeated() {
    return Stream.of(
        () -> Dpo.builder().beta(1).beta(1),
        () -> Dpo.builder().labelSmoothing(0).labelSmoothing(0),
        () -> Ipo.builder().beta(1).beta(1),
        () -> Ipo.builder().reduction(Reduction.SUM).reduction(Reduction.SUM),
        () -> SimPo.builder().beta(1).beta(1),
        () -> SimPo.builder().gamma(1).gamma(1),
        () -> Kto.builder().beta(1).beta(1),
        () -> Kto.builder().desirableWeight(1).desirableWeight(1),
        () -> Kto.builder().undesirableWeight(1).undesirableWeight(1));
  }

  @ParameterizedTest
  @MethodSource("repeated")
  void everySettingIsGivenOnce(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is set already");
  }

  @Test
  void defaultsAreThoseOfCommonTrainers() {
    assertThat(Dpo.builder().build()).isEqualTo(new Dpo(0.1, 0));
    assertThat(Ipo.builder().build()).isEqualTo(new Ipo(0.1, Reduction.MEAN));
    assertThat(Hinge.standard()).isEqualTo(new Hinge(0.1));
    assertThat(SimPo.builder().build()).isEqualTo(new SimPo(2, 0.5));
    assertThat(SimPo.builder().beta(10).build()).isEqualTo(new SimPo(10, 2.5));
    assertThat(Orpo.standard()).isEqualTo(new Orpo(0.1));
    assertThat(Kto.builder().build()).isEqualTo(new Kto(0.1, 1, 1));
  }

  @Test
  void onlyRewardsAgainstAReferenceNeedOne() {
    assertThat(GradientTest.objectives().stream().filter(PreferenceObjective::needsReference))
        .extracting(PreferenceObjective::name)
        .containsExactly("DPO", "DPO", "IPO", "IPO", "hinge");
    assertThat(new PlusNll(Dpo.builder().build(), 1).needsReference()).isTrue();
    assertThat(new PlusNll(Orpo.standard(), 1).name()).isEqualTo("ORPO+NLL");
  }

  @Test
  void theHingeHasNoSlopeAtItsKinkAndBeyond() {
    Hinge hinge = new Hinge(1);
    for (double margin : new double[] {1, 2}) {
      PairLoss loss = hinge.loss(Scores.even(-1, 2, -1 - margin), Scores.even(-3, 2, -3));
      assertThat(loss.value()).isZero();
      assertThat(loss.chosenSlope()).isZero();
      assertThat(loss.rejectedSlope()).isZero();
    }
  }

  @Test
  void oddsOfACertainResponseAreBoundedAndFlat() {
    Reward certain = Orpo.standard().reward(ResponseScore.of(-1e-12, -1e-12));
    assertThat(certain.value()).isEqualTo(Orpo.standard().reward(ResponseScore.of(0)).value());
    assertThat(certain.value()).isBetween(16.0, 16.2);
    assertThat(certain.slope()).isZero();
  }
}
