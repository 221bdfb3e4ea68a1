package dev.longctx.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.align.data.TokenTriple;
import dev.longctx.align.objective.AlignedResponses;
import dev.longctx.align.objective.Dpo;
import dev.longctx.align.objective.ShortToLong;
import dev.longctx.align.objective.SimPo;
import dev.longctx.align.testing.TablePolicy;
import dev.longctx.align.testing.Triples;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoLoPoTest {

  private static final int VOCABULARY = 7;
  private static final List<TokenTriple> TRIPLES = Triples.of(6, VOCABULARY, 5);
  private static final AdamW ADAM = AdamW.builder().learningRate(0.05).build();

  private final TablePolicy policy = new TablePolicy(VOCABULARY, 1);

  private SoLoPo.Builder training() {
    return SoLoPo.builder().policy(policy).optimizer(ADAM).triples(TRIPLES);
  }

  private static SimPo simPo() {
    return SimPo.builder().beta(2).gamma(1).build();
  }

  @Test
  void theLossFallsAndTheGapCloses() {
    AlignmentReport report =
        training().objective(simPo()).alignmentWeight(1).batch(6).steps(60).build().align();

    StepMetrics before = report.steps().get(0);
    StepMetrics after = report.steps().get(59);
    assertThat(report.end()).isEqualTo(TrainingEnd.COMPLETED);
    assertThat(after.loss().total()).isLessThan(before.loss().total() / 2);
    assertThat(after.loss().alignment()).isLessThan(before.loss().alignment());
    assertThat(after.rewards().margin()).isGreaterThan(before.rewards().margin());
    assertThat(after.rewards().accuracy()).isEqualTo(1);
    assertThat(policy.openPasses()).isZero();
  }

  @Test
  void theTotalLossIsThePreferenceAndTheWeightedAlignment() {
    AlignmentReport report =
        training().objective(simPo()).alignmentWeight(3).steps(1).build().align();

    StepLoss loss = report.steps().get(0).loss();
    assertThat(loss.total()).isEqualTo(loss.preference() + 3 * loss.alignment(), within(1e-12));
  }

  @Test
  void holdsOneLongSequenceBesideTheShortPair() {
    training().objective(simPo()).batch(6).steps(1).build().align();

    int most =
        TRIPLES.stream()
            .mapToInt(
                t ->
                    2 * t.shortPrompt().length
                        + t.longPrompt().length
                        + 2 * t.chosen().length
                        + t.rejected().length)
            .max()
            .orElseThrow();
    assertThat(policy.peakTokens()).isEqualTo(most);
    assertThat(policy.passes()).hasSize(12);
  }

  @Test
  void readsTheRejectedResponseUnderTheLongContextOnlyWhereBothAreAligned() {
    ShortToLong both =
        ShortToLong.builder().objective(simPo()).aligned(AlignedResponses.BOTH).build();
    training().loss(both).batch(1).steps(1).build().align();
    TokenTriple longest = TRIPLES.get(0);

    assertThat(policy.passes().get(1)).isGreaterThan(2 * longest.longPrompt().length);
  }

  @Test
  void partsOfABatchGiveTheSameStepAsAllOfIt() {
    for (int microBatch : new int[] {1, 2, 4, 6}) {
      TablePolicy parts = new TablePolicy(VOCABULARY, 1);
      SoLoPo.builder()
          .policy(parts)
          .optimizer(ADAM)
          .triples(TRIPLES)
          .objective(Dpo.builder().beta(0.5).build())
          .batch(6)
          .microBatch(microBatch)
          .steps(3)
          .build()
          .align();
      if (microBatch == 1) {
        training()
            .objective(Dpo.builder().beta(0.5).build())
            .batch(6)
            .microBatch(100)
            .steps(3)
            .build()
            .align();
      }
      assertThat(parts.weights()).containsExactly(policy.weights(), within(1e-12));
    }
  }

  @Test
  void computesTheReferenceOnceBeforeTheFirstStep() {
    AlignmentReport report =
        training().objective(Dpo.builder().beta(0.5).build()).batch(6).epochs(4).build().align();

    assertThat(policy.scored()).isEqualTo(3 * TRIPLES.size());
    assertThat(report.steps()).hasSize(4);
    assertThat(report.steps().get(0).rewards().margin()).isEqualTo(0, within(1e-6));
    assertThat(report.steps().get(0).loss().preference()).isEqualTo(Math.log(2), within(1e-6));
  }

  @Test
  void needsNoReferenceForAnObjectiveWithoutOne() {
    training().objective(simPo()).steps(1).build().align();

    assertThat(policy.scored()).isZero();
  }

  @Test
  void stopsAtANumberThatIsNotFiniteAndNamesTheExample() {
    List<TokenTriple> triples = new ArrayList<>(TRIPLES.subList(0, 3));
    triples.add(
        new TokenTriple(
            "bad", new int[] {1}, new int[] {1, 2}, new int[] {VOCABULARY}, new int[] {1}));
    TablePolicy larger = new TablePolicy(VOCABULARY + 1, 1);
    larger.poison(VOCABULARY);
    double[] before = larger.weights();
    SoLoPo training =
        SoLoPo.builder()
            .policy(larger)
            .optimizer(ADAM)
            .triples(triples)
            .objective(simPo())
            .batch(4)
            .build();

    assertThatThrownBy(training::align)
        .isInstanceOfSatisfying(
            TrainingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FINITE))
        .hasMessageContaining("example bad")
        .hasMessageContaining("NaN");
    assertThat(larger.weights()).isEqualTo(before);
    assertThat(larger.gradient()).containsOnly(0);
    assertThat(larger.openPasses()).isZero();
  }

  @Test
  void namesTheExamplesWhereThePolicyItselfStops() {
    TablePolicy strict = new TablePolicy(VOCABULARY, 1);
    strict.refuseWhatIsNotFinite();
    TrainingListener poisoning =
        new TrainingListener() {
          @Override
          public void step(StepMetrics metrics) {
            strict.poison(TRIPLES.get(2).chosen()[0]);
          }
        };
    SoLoPo training =
        SoLoPo.builder()
            .policy(strict)
            .optimizer(ADAM)
            .triples(List.of(TRIPLES.get(2)))
            .objective(simPo())
            .steps(2)
            .listener(poisoning)
            .build();

    assertThatThrownBy(training::align)
        .isInstanceOfSatisfying(
            TrainingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FINITE))
        .hasMessage("step 2, examples [t2]: log-probabilities: found NaN");
  }

  @Test
  void namesTheExampleWhoseReferenceIsNoNumber() {
    policy.refuseWhatIsNotFinite();
    policy.poison(TRIPLES.get(0).chosen()[0]);
    SoLoPo training =
        SoLoPo.builder()
            .policy(policy)
            .optimizer(ADAM)
            .triples(List.of(TRIPLES.get(0)))
            .objective(Dpo.builder().build())
            .build();

    assertThatThrownBy(training::align)
        .isInstanceOfSatisfying(
            TrainingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FINITE))
        .hasMessage("example t0, reference: sequence 0: found NaN");
  }

  @Test
  void anEvaluationThatIsNoNumberIsNeitherBetterNorTheLastWord() {
    EarlyStop rule = EarlyStop.noBetter("accuracy", 2);
    List<EvaluationPoint> points = new ArrayList<>();
    for (double value : new double[] {0.1, Double.NaN, 0.2, 0.3}) {
      points.add(new EvaluationPoint(points.size(), Map.of("accuracy", value)));
      assertThat(rule.shouldStop(List.of(), points)).as("after %s", value).isFalse();
    }
    points.add(new EvaluationPoint(4, Map.of("accuracy", Double.NaN)));
    points.add(new EvaluationPoint(5, Map.of("other", 1.0)));
    assertThat(rule.shouldStop(List.of(), points)).isTrue();
  }

  @Test
  void endsWhereTheRuleSaysSo() {
    AlignmentReport report =
        training()
            .objective(simPo())
            .steps(50)
            .evaluation(1, ignored -> Map.of("accuracy", 0.5))
            .earlyStop(EarlyStop.noBetter("accuracy", 3))
            .build()
            .align();

    assertThat(report.end()).isEqualTo(TrainingEnd.STOPPED_EARLY);
    assertThat(report.steps()).hasSize(3);
    assertThat(report.evaluations())
        .extracting(EvaluationPoint::step)
        .containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void measuresAtTheBeginningAtIntervalsAndAtTheEnd() {
    AlignmentReport report =
        training()
            .objective(simPo())
            .steps(5)
            .evaluation(2, each -> Map.of("updates", (double) each.steps()))
            .build()
            .align();

    assertThat(report.evaluations())
        .extracting(EvaluationPoint::step)
        .containsExactly(0L, 2L, 4L, 5L);
    assertThat(report.evaluations().get(3).value("updates")).hasValue(5);
  }

  @Test
  void beginsTheScheduleAnewForAPolicyThatWasTrainedBefore() {
    training().objective(simPo()).steps(2).build().align();
    List<Double> rates = new ArrayList<>();
    SoLoPo.builder()
        .policy(policy)
        .optimizer(AdamW.builder().learningRate(step -> 0.1 * (step + 1)).build())
        .triples(TRIPLES)
        .objective(simPo())
        .steps(3)
        .listener(
            new TrainingListener() {
              @Override
              public void step(StepMetrics metrics) {
                rates.add(metrics.learningRate());
              }
            })
        .build()
        .align();

    assertThat(rates).containsExactly(0.1, 0.2, 0.1 * 3);
  }

  @Test
  void refusesATripleThatThePolicyCannotRead() {
    TokenTriple wide =
        new TokenTriple("wide", new int[] {1}, new int[64], new int[] {1}, new int[] {2});

    assertThatThrownBy(() -> training0(wide).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("example wide: expected at most 64 tokens of prompt and response, found 65");
  }

  private SoLoPo.Builder training0(TokenTriple triple) {
    return SoLoPo.builder()
        .policy(policy)
        .optimizer(ADAM)
        .triples(List.of(triple))
        .objective(simPo());
  }

  @Test
  void takesEachSettingOnceAndNoTwoThatContradict() {
    assertThatThrownBy(() -> training().steps(3).epochs(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("steps");
    assertThatThrownBy(() -> training().batch(3).batch(3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("batch");
    assertThatThrownBy(() -> training().triples(TRIPLES))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("triples is set already, found 6 elements and then 6 elements");
    assertThatThrownBy(() -> training().batch(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch: expected at least 1, found 0");
    assertThatThrownBy(() -> training().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("objective");
    assertThatThrownBy(
            () ->
                training()
                    .objective(simPo())
                    .loss(ShortToLong.builder().objective(simPo()).build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("loss");
  }
}
