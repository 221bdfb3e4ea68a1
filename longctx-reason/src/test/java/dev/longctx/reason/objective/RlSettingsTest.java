package dev.longctx.reason.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RlSettingsTest {

  private static final KlPenalty KL = new KlPenalty(KlEstimator.SQUARED, 0.04);
  private static final DynamicSampling DRAWS = new DynamicSampling(2, 4);
  private static final OverlongShaping SHAPING = new OverlongShaping(64, 16, 1);

  static Stream<ThrowingCallable> wrongValues() {
    return Stream.of(
        () -> new Clipping(-0.1, 0.2),
        () -> new Clipping(1, 0.2),
        () -> new Clipping(Double.NaN, 0.2),
        () -> new Clipping(0.2, -0.1),
        () -> new Clipping(0.2, Double.POSITIVE_INFINITY),
        () -> Clipping.symmetric(1),
        () -> new KlPenalty(KlEstimator.PLAIN, -1),
        () -> new KlPenalty(KlEstimator.PLAIN, Double.NaN),
        () -> new OverlongShaping(0, 1, 1),
        () -> new OverlongShaping(10, 0, 1),
        () -> new OverlongShaping(10, 11, 1),
        () -> new OverlongShaping(10, 5, 0),
        () -> new OverlongShaping(10, 5, Double.POSITIVE_INFINITY),
        () -> new DynamicSampling(0.9, 10),
        () -> new DynamicSampling(Double.NaN, 10),
        () -> new DynamicSampling(3, 0),
        () -> PolicyLoss.builder().entropyBonus(-0.1),
        () -> PolicyLoss.builder().entropyBonus(Double.NaN),
        () -> new PolicyLoss(Clipping.symmetric(0.2), Aggregation.TOKEN_MEAN, null, -1),
        () -> RlAlgorithm.builder().name(" "),
        () -> new RlAlgorithm("", PolicyLoss.builder().build(), null, null));
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
    PolicyLoss loss = PolicyLoss.builder().build();
    Clipping clipping = Clipping.symmetric(0.1);
    return Stream.of(
        () -> PolicyLoss.builder().clipping(clipping).clipping(clipping),
        () ->
            PolicyLoss.builder()
                .aggregation(Aggregation.TOKEN_MEAN)
                .aggregation(Aggregation.TOKEN_MEAN),
        () -> PolicyLoss.builder().kl(KL).kl(KL),
        () -> PolicyLoss.builder().kl(KL).withoutKl(),
        () -> PolicyLoss.builder().withoutKl().withoutKl(),
        () -> PolicyLoss.builder().entropyBonus(0).entropyBonus(0),
        () -> loss.toBuilder().entropyBonus(0).entropyBonus(0),
        () -> RlAlgorithm.builder().name("A").name("B"),
        () -> RlAlgorithm.builder().loss(loss).loss(loss),
        () -> RlAlgorithm.builder().dynamicSampling(DRAWS).dynamicSampling(DRAWS),
        () -> RlAlgorithm.builder().withoutDynamicSampling().dynamicSampling(DRAWS),
        () -> RlAlgorithm.builder().overlongShaping(SHAPING).withoutOverlongShaping(),
        () -> RlAlgorithm.dapo().toBuilder().overlongShaping(SHAPING).overlongShaping(SHAPING));
  }

  @ParameterizedTest
  @MethodSource("repeated")
  void everySettingIsGivenOnce(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is set already");
  }

  @Test
  void nullIsRefusedAtOnce() {
    assertThatThrownBy(() -> PolicyLoss.builder().clipping(null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> PolicyLoss.builder().kl(null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> RlAlgorithm.builder().loss(null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void anAlgorithmNeedsANameAndALoss() {
    assertThatThrownBy(() -> RlAlgorithm.builder().loss(PolicyLoss.builder().build()).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("name: expected one, found none");
    assertThatThrownBy(() -> RlAlgorithm.builder().name("A").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("loss: expected one, found none");
  }

  @Test
  void grpoHasThePapersSetting() {
    RlAlgorithm grpo = RlAlgorithm.grpo();
    assertThat(grpo.name()).isEqualTo("GRPO");
    assertThat(grpo.loss())
        .isEqualTo(new PolicyLoss(new Clipping(0.2, 0.2), Aggregation.SEQUENCE_MEAN, null, 0));
    assertThat(grpo.dynamicSampling()).isNull();
    assertThat(grpo.overlongShaping()).isNull();
  }

  @Test
  void dapoHasThePapersSetting() {
    RlAlgorithm dapo = RlAlgorithm.dapo();
    assertThat(dapo.name()).isEqualTo("DAPO");
    assertThat(dapo.loss())
        .isEqualTo(new PolicyLoss(new Clipping(0.2, 0.28), Aggregation.TOKEN_MEAN, null, 0));
    assertThat(dapo.dynamicSampling()).isEqualTo(new DynamicSampling(3, 10));
    assertThat(dapo.overlongShaping()).isNull();
  }

  @Test
  void qwenLongL1HasTheReleasedScriptsSetting() {
    RlAlgorithm released = RlAlgorithm.qwenLongL1();
    assertThat(released.name()).isEqualTo("QwenLong-L1");
    assertThat(released.loss())
        .isEqualTo(
            new PolicyLoss(
                new Clipping(0.2, 0.2),
                Aggregation.TOKEN_MEAN,
                new KlPenalty(KlEstimator.LOW_VARIANCE, 0),
                0.001));
    assertThat(released.dynamicSampling()).isEqualTo(new DynamicSampling(3, 10));
    assertThat(released.overlongShaping()).isEqualTo(new OverlongShaping(10_000, 1_000, 1));
  }

  @Test
  void anApplicationChangesOneSettingOfAnAlgorithm() {
    RlAlgorithm dapo = RlAlgorithm.dapo();
    RlAlgorithm shaped = dapo.toBuilder().overlongShaping(SHAPING).build();
    assertThat(shaped)
        .isEqualTo(new RlAlgorithm("DAPO", dapo.loss(), dapo.dynamicSampling(), SHAPING));
    assertThat(dapo.overlongShaping()).isNull();
    assertThat(dapo.toBuilder().build()).isEqualTo(dapo);
  }

  @Test
  void anApplicationTakesASettingOut() {
    RlAlgorithm released = RlAlgorithm.qwenLongL1();
    RlAlgorithm bare =
        released.toBuilder()
            .name("bare")
            .loss(released.loss().toBuilder().withoutKl().build())
            .withoutDynamicSampling()
            .withoutOverlongShaping()
            .build();
    assertThat(bare.loss())
        .isEqualTo(new PolicyLoss(new Clipping(0.2, 0.2), Aggregation.TOKEN_MEAN, null, 0.001));
    assertThat(bare.dynamicSampling()).isNull();
    assertThat(bare.overlongShaping()).isNull();
  }

  @Test
  void aLossKeepsWhatIsNotChanged() {
    PolicyLoss loss = new PolicyLoss(new Clipping(0.1, 0.3), Aggregation.SEQUENCE_MEAN, KL, 0.2);
    assertThat(loss.toBuilder().build()).isEqualTo(loss);
    assertThat(loss.toBuilder().clipping(Clipping.symmetric(0.2)).build())
        .isEqualTo(new PolicyLoss(Clipping.symmetric(0.2), Aggregation.SEQUENCE_MEAN, KL, 0.2));
  }

  @Test
  void settingsPrintThemselvesTheSameWayEachTime() {
    String printed =
        "RlAlgorithm[name=QwenLong-L1, loss=PolicyLoss[clipping=Clipping[low=0.2, high=0.2],"
            + " aggregation=TOKEN_MEAN, kl=KlPenalty[estimator=LOW_VARIANCE, coefficient=0.0],"
            + " entropyBonus=0.001], dynamicSampling=DynamicSampling[drawFactor=3.0,"
            + " maxDraws=10], overlongShaping=OverlongShaping[maxTokens=10000, buffer=1000,"
            + " factor=1.0]]";
    assertThat(RlAlgorithm.qwenLongL1()).hasToString(printed);
    assertThat(RlAlgorithm.qwenLongL1().toBuilder().build()).hasToString(printed);
  }
}
