package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.objective.DynamicSampling;
import dev.longctx.reason.objective.OverlongShaping;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.rollout.RolloutGroup;
import dev.longctx.reason.testing.TableModel;
import dev.longctx.reason.testing.TablePolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawTest {

  private final TablePolicy policy = new TablePolicy(1);
  private final Heard heard = new Heard();

  private LongContextRl.Builder run(RlAlgorithm algorithm, PhaseLength length) {
    return ToyTask.bare(policy, new TableModel())
        .optimizer(ToyTask.ADAM)
        .reward(ToyTask.reward())
        .algorithm(algorithm)
        .curriculum(Curriculum.singleStage(ToyTask.SHORT, length))
        .listener(heard);
  }

  private static RlAlgorithm drawing(double factor, int most) {
    return RlAlgorithm.dapo().toBuilder()
        .dynamicSampling(new DynamicSampling(factor, most))
        .build();
  }

  private static List<Problem> of(String gold, int count) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      problems.add(ToyTask.problem(gold + i, 2, 'a', gold));
    }
    return problems;
  }

  private static List<Problem> with(List<Problem> some, List<Problem> others) {
    List<Problem> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  @Test
  void whatIsDrawnBeyondAStepIsLeftOut() {
    RlReport report =
        run(drawing(2, 1), PhaseLength.steps(1))
            .problems(ToyTask.problems(2, 3))
            .promptsPerStep(2)
            .build()
            .train();

    RolloutMetrics metrics = report.steps().get(0).rollouts();
    assertThat(metrics.groupsDrawn()).isEqualTo(4);
    assertThat(metrics.groupsKept()).isEqualTo(2);
    assertThat(metrics.rollouts()).isEqualTo(32);
    assertThat(heard.draws).hasSize(1);
    assertThat(policy.readSequences()).isEqualTo(16);
  }

  @Test
  void groupsWithoutSpreadAreReplaced() {
    RlReport report =
        run(drawing(1, 20), PhaseLength.steps(3))
            .problems(with(ToyTask.problems(2), of(ToyTask.ANYTHING, 3)))
            .promptsPerStep(2)
            .build()
            .train();

    assertThat(report.end()).isEqualTo(RlEnd.COMPLETED);
    assertThat(heard.draws).hasSizeGreaterThan(3);
    assertThat(report.steps())
        .allSatisfy(
            step -> {
              RolloutMetrics r = step.rollouts();
              assertThat(r.groupsKept()).isEqualTo(2);
              assertThat(r.groupsKept() + r.groupsWithoutSpread()).isEqualTo(r.groupsDrawn());
            });
    assertThat(report.steps())
        .anySatisfy(step -> assertThat(step.rollouts().groupsWithoutSpread()).isPositive());
  }

  @Test
  void drawsAreBounded() {
    RlReport report =
        run(drawing(1.5, 3), PhaseLength.steps(1))
            .problems(of(ToyTask.NOTHING, 3))
            .promptsPerStep(2)
            .build()
            .train();

    assertThat(report.end()).isEqualTo(RlEnd.NO_SPREAD);
    assertThat(report.steps()).isEmpty();
    assertThat(report.phases()).singleElement().extracting(PhaseSummary::steps).isEqualTo(0L);
    assertThat(heard.draws).extracting(List::size).containsExactly(3, 3, 3);
    assertThat(policy.steps()).isZero();
  }

  @Test
  void aPhaseThatIsMasteredMakesWayForTheNext() {
    RlReport report =
        ToyTask.bare(policy, new TableModel())
            .optimizer(ToyTask.ADAM)
            .reward(ToyTask.reward())
            .algorithm(drawing(1, 20))
            .curriculum(
                Curriculum.builder()
                    .phase(ToyTask.SHORT, PhaseLength.steps(50))
                    .phase(ToyTask.LONG, PhaseLength.steps(2))
                    .build())
            .problems(with(of(ToyTask.ANYTHING, 3), ToyTask.problems(6)))
            .promptsPerStep(2)
            .build()
            .train();

    assertThat(report.end()).isEqualTo(RlEnd.COMPLETED);
    assertThat(report.phases()).extracting(PhaseSummary::steps).containsExactly(0L, 2L);
  }

  @Test
  void aPhaseThatNothingIsRightInEndsTheRun() {
    RlReport report =
        ToyTask.bare(policy, new TableModel())
            .optimizer(ToyTask.ADAM)
            .reward(ToyTask.reward())
            .algorithm(drawing(1, 2))
            .curriculum(
                Curriculum.builder()
                    .phase(ToyTask.SHORT, PhaseLength.steps(50))
                    .phase(ToyTask.LONG, PhaseLength.steps(2))
                    .build())
            .problems(with(of(ToyTask.NOTHING, 3), ToyTask.problems(6)))
            .promptsPerStep(2)
            .build()
            .train();

    assertThat(report.end()).isEqualTo(RlEnd.NO_SPREAD);
    assertThat(report.phases()).hasSize(1);
  }

  @Test
  void aPhaseMayLastForSomeEpochs() {
    run(RlAlgorithm.grpo(), PhaseLength.epochs(2))
        .problems(ToyTask.problems(2, 3))
        .promptsPerStep(4)
        .build()
        .train();

    assertThat(heard.steps).hasSize(3);
    assertThat(ToyTask.problems(2, 3))
        .allSatisfy(
            problem ->
                assertThat(Collections.frequency(heard.drawnIds(), problem.id())).isEqualTo(2));
  }

  @Test
  void aPhaseOfEndlesslyManyEpochsBegins() {
    RlReport report =
        run(drawing(1, 2), PhaseLength.epochs(Long.MAX_VALUE))
            .problems(of(ToyTask.NOTHING, 3))
            .promptsPerStep(2)
            .build()
            .train();

    assertThat(report.end()).isEqualTo(RlEnd.NO_SPREAD);
  }

  @Test
  void aPhaseMayLastForSomeRollouts() {
    RlReport report =
        run(RlAlgorithm.grpo(), PhaseLength.rollouts(50))
            .problems(ToyTask.problems(2, 3))
            .promptsPerStep(4)
            .build()
            .train();

    assertThat(heard.steps).hasSize(2);
    assertThat(report.rollouts()).isEqualTo(64);
    assertThat(report.phases()).singleElement().extracting(PhaseSummary::rollouts).isEqualTo(64L);
  }

  @Test
  void whatIsLeftOutCountsAmongTheRolloutsOfAPhase() {
    run(drawing(2, 1), PhaseLength.rollouts(33))
        .problems(ToyTask.problems(2, 3))
        .promptsPerStep(2)
        .build()
        .train();

    assertThat(heard.steps).hasSize(2);
  }

  @Test
  void eachPlaceInTheOrderHasResponsesOfItsOwn() {
    run(RlAlgorithm.grpo().toBuilder().build(), PhaseLength.epochs(2))
        .problems(of(ToyTask.ANYTHING, 1))
        .promptsPerStep(1)
        .build()
        .train();

    assertThat(heard.drawnIds()).hasSize(2);
    assertThat(texts(heard.draws.get(0))).isNotEqualTo(texts(heard.draws.get(1)));
  }

  private static List<String> texts(List<RolloutGroup> groups) {
    return groups.get(0).rollouts().stream().map(rollout -> rollout.completion().text()).toList();
  }

  @Test
  void shapingChangesRewardsButNeitherScoresNorWhatIsKept() {
    OverlongShaping shaping = new OverlongShaping(3, 2, 1);
    RlReport report =
        run(drawing(1, 2).toBuilder().overlongShaping(shaping).build(), PhaseLength.steps(2))
            .problems(of(ToyTask.ANYTHING, 2))
            .promptsPerStep(2)
            .build()
            .train();

    assertThat(report.end()).isEqualTo(RlEnd.COMPLETED);
    assertThat(report.steps()).isEmpty();
    assertThat(heard.draws.get(0).get(0).rollouts())
        .allSatisfy(
            rollout -> {
              assertThat(rollout.score().value()).hasValue(1);
              assertThat(rollout.reward()).isEqualTo(1 + shaping.penalty(rollout.tokens()));
            })
        .anySatisfy(rollout -> assertThat(rollout.reward()).isLessThan(1));
  }

  @Test
  void shapingIsLearnedFromWhereGroupsWithoutSpreadAreKept() {
    RlReport report =
        run(
                RlAlgorithm.grpo().toBuilder()
                    .overlongShaping(new OverlongShaping(3, 2, 1))
                    .build(),
                PhaseLength.steps(20))
            .problems(of(ToyTask.ANYTHING, 2))
            .promptsPerStep(2)
            .build()
            .train();

    RolloutMetrics first = report.steps().get(0).rollouts();
    RolloutMetrics last = report.steps().get(19).rollouts();
    assertThat(first.accuracy()).isEqualTo(1);
    assertThat(first.reward()).isLessThan(0.6);
    assertThat(last.reward()).isGreaterThan(0.9);
    assertThat(last.responseTokens()).isLessThan(1.2);
  }
}
