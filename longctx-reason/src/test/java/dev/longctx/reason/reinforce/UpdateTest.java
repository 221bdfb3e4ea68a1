package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.model.TokenTrace;
import dev.longctx.api.training.AdamW;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.objective.KlEstimator;
import dev.longctx.reason.objective.KlPenalty;
import dev.longctx.reason.objective.PolicyLoss;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.rollout.RolloutGroup;
import dev.longctx.reason.testing.TableModel;
import dev.longctx.reason.testing.TablePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UpdateTest {

  private static final int STEPS = 4;

  private final TablePolicy policy = new TablePolicy(1);
  private final TableModel model = new TableModel();

  private LongContextRl.Builder run(RlAlgorithm algorithm, int updates, List<Problem> problems) {
    return run(policy, model, algorithm, updates, problems);
  }

  private static LongContextRl.Builder run(
      TablePolicy policy,
      TableModel model,
      RlAlgorithm algorithm,
      int updates,
      List<Problem> problems) {
    return ToyTask.bare(policy, model)
        .optimizer(ToyTask.ADAM)
        .reward(ToyTask.reward())
        .algorithm(algorithm)
        .curriculum(Curriculum.singleStage(ToyTask.SHORT, PhaseLength.steps(STEPS)))
        .problems(problems)
        .promptsPerStep(6)
        .updatesPerStep(updates);
  }

  private List<UpdateMetrics> updates(RlAlgorithm algorithm, int updates) {
    return run(algorithm, updates, ToyTask.problems(2, 3)).build().train().steps().stream()
        .map(RlStep::updates)
        .toList();
  }

  private static RlAlgorithm with(PolicyLoss.Builder loss) {
    return RlAlgorithm.grpo().toBuilder().loss(loss.build()).build();
  }

  private static List<Problem> solved() {
    return IntStream.range(0, 3)
        .mapToObj(i -> ToyTask.problem("s" + i, 2, 'a', ToyTask.ANYTHING))
        .toList();
  }

  @Test
  void theFirstUpdateOfAStepIsByTheVeryPolicyThatSampled() {
    assertThat(updates(RlAlgorithm.grpo(), 1))
        .hasSize(STEPS)
        .allSatisfy(
            each -> {
              assertThat(each.updates()).isEqualTo(1);
              assertThat(each.behaviourKl()).isZero();
              assertThat(each.clipFraction()).isZero();
              assertThat(each.mismatch()).isZero();
              assertThat(each.mismatchMax()).isZero();
              assertThat(each.gradientNorm()).isPositive();
            });
  }

  @Test
  void laterUpdatesOfAStepAreByRatiosThatAreClipped() {
    assertThat(updates(RlAlgorithm.grpo(), 3))
        .allSatisfy(
            each -> {
              assertThat(each.updates()).isEqualTo(3);
              assertThat(each.behaviourKl()).isPositive();
              assertThat(each.clipFraction()).isStrictlyBetween(0.0, 1.0);
              assertThat(each.mismatch()).isZero();
            });
    assertThat(policy.steps()).isEqualTo(3 * STEPS);
  }

  @Test
  void theMismatchIsWhatTheRolloutModelTellsApartFromThePolicy() {
    model.telling(
        told -> {
          float[] logProbs = told.logProbs();
          logProbs[0] -= 0.25f;
          for (int i = 1; i < logProbs.length; i++) {
            logProbs[i] += 0.125f;
          }
          return TokenTrace.of(told.ids(), logProbs);
        });
    List<UpdateMetrics> all = updates(RlAlgorithm.grpo(), 2);

    assertThat(all)
        .allSatisfy(
            each -> {
              assertThat(each.mismatch()).isBetween(0.126, 0.249);
              assertThat(each.mismatchMax()).isCloseTo(0.25, within(1e-6));
            });
    assertThat(all.get(0).behaviourKl()).isGreaterThan(0.005);
  }

  @Test
  void anEmptyResponseHasNothingToRead() {
    int[] empty = {0};
    model.telling(
        told -> {
          if (told.size() > 1) {
            return told;
          }
          empty[0]++;
          return TokenTrace.of(new int[0], new float[0]);
        });
    RlReport report =
        run(with(PolicyLoss.builder().entropyBonus(0.01)), 2, solved()).build().train();

    assertThat(empty[0]).isPositive();
    assertThat(policy.readSequences()).isEqualTo(STEPS * 6 * 8 - empty[0]);
    assertThat(report.steps()).hasSize(STEPS);
  }

  @Test
  void groupsThatAreAllRightChangeNothingButCountAsAStep() {
    float[] before = policy.weights();
    RlReport report = run(RlAlgorithm.grpo(), 2, solved()).build().train();

    assertThat(report.end()).isEqualTo(RlEnd.COMPLETED);
    assertThat(report.steps()).hasSize(STEPS);
    assertThat(ToyTask.timeless(report).steps())
        .allSatisfy(step -> assertThat(step.updates()).isEqualTo(UpdateMetrics.none()));
    assertThat(report.steps().get(0).rollouts().accuracy()).isEqualTo(1);
    assertThat(policy.weights()).isEqualTo(before);
    assertThat(policy.readSequences()).isZero();
    assertThat(model.loads()).isEqualTo(1);
  }

  @Test
  void anEntropyBonusReadsWhatHasNoAdvantageToo() {
    RlReport report =
        run(with(PolicyLoss.builder().entropyBonus(0.01)), 2, solved()).build().train();

    assertThat(policy.readSequences()).isEqualTo(STEPS * 6 * 8);
    assertThat(report.steps())
        .allSatisfy(step -> assertThat(step.updates().updates()).isEqualTo(2));
  }

  @Test
  void anEntropyBonusKeepsEntropyUp() {
    double plain =
        run(RlAlgorithm.grpo(), 2, solved())
            .build()
            .train()
            .steps()
            .get(STEPS - 1)
            .rollouts()
            .entropy();
    double raised =
        run(with(PolicyLoss.builder().entropyBonus(0.01)), 2, solved())
            .build()
            .train()
            .steps()
            .get(STEPS - 1)
            .rollouts()
            .entropy();

    assertThat(raised).isGreaterThan(plain);
  }

  @Test
  void aMeasuredDivergenceReadsWhatHasNoAdvantageToo() {
    RlAlgorithm measured =
        with(PolicyLoss.builder().kl(KlPenalty.measured(KlEstimator.LOW_VARIANCE)));
    RlReport report = run(measured, 2, solved()).build().train();

    assertThat(policy.readSequences()).isEqualTo(STEPS * 6 * 8);
    assertThat(report.steps())
        .allSatisfy(
            step -> {
              assertThat(step.updates().updates()).isZero();
              assertThat(step.updates().referenceKl()).isZero();
            });
    assertThat(policy.open()).isZero();
  }

  @Test
  void theDivergenceFromTheFirstPolicyGrowsFromNothing() {
    RlAlgorithm measured =
        with(PolicyLoss.builder().kl(KlPenalty.measured(KlEstimator.LOW_VARIANCE)));
    List<UpdateMetrics> all = updates(measured, 1);

    assertThat(all.get(0).referenceKl()).isZero();
    for (int i = 1; i < STEPS; i++) {
      assertThat(all.get(i).referenceKl()).isGreaterThan(all.get(i - 1).referenceKl());
    }
  }

  @Test
  void aPenaltyKeepsThePolicyNearTheFirst() {
    double free =
        updates(with(PolicyLoss.builder().kl(KlPenalty.measured(KlEstimator.SQUARED))), 2)
            .get(STEPS - 1)
            .referenceKl();
    TablePolicy held = new TablePolicy(1);
    RlAlgorithm penalised = with(PolicyLoss.builder().kl(new KlPenalty(KlEstimator.SQUARED, 2)));
    double near =
        run(held, new TableModel(), penalised, 2, ToyTask.problems(2, 3))
            .build()
            .train()
            .steps()
            .get(STEPS - 1)
            .updates()
            .referenceKl();

    assertThat(near).isLessThan(free / 2);
  }

  @Test
  void weightsAreGivenToTheModelBeforeEachDrawAndInTheEndAndNoOftener() {
    List<float[]> sampledBy = new ArrayList<>();
    List<float[]> policies = new ArrayList<>();
    RlListener listener =
        new RlListener() {
          @Override
          public void rollouts(List<RolloutGroup> groups) {
            sampledBy.add(model.weights());
            policies.add(policy.weights());
          }
        };
    run(RlAlgorithm.dapo(), 2, ToyTask.problems(2, 3)).listener(listener).build().train();

    assertThat(sampledBy).hasSizeGreaterThanOrEqualTo(STEPS);
    for (int i = 0; i < sampledBy.size(); i++) {
      assertThat(sampledBy.get(i)).isEqualTo(policies.get(i));
    }
    assertThat(model.loads()).isEqualTo(STEPS + 1);
    assertThat(model.weights()).isEqualTo(policy.weights());
  }

  @Test
  void microBatchesChangeNothingButRounding() {
    TablePolicy other = new TablePolicy(1);
    run(RlAlgorithm.dapo(), 2, ToyTask.problems(2, 3)).build().train();
    run(other, new TableModel(), RlAlgorithm.dapo(), 2, ToyTask.problems(2, 3))
        .microBatch(7)
        .build()
        .train();

    assertThat(other.weights())
        .usingComparatorWithPrecision(1e-3f)
        .containsExactly(policy.weights());
  }

  @Test
  void theScheduleOfRatesBeginsWithTheRun() {
    updates(RlAlgorithm.grpo(), 3);
    AdamW falling = AdamW.builder().learningRate(step -> 0.1 / (1 + step)).build();
    RlReport report =
        ToyTask.bare(policy, model)
            .optimizer(falling)
            .reward(ToyTask.reward())
            .algorithm(with(PolicyLoss.builder().entropyBonus(0.01)))
            .curriculum(Curriculum.singleStage(ToyTask.SHORT, PhaseLength.steps(2)))
            .problems(ToyTask.problems(2, 3))
            .promptsPerStep(6)
            .updatesPerStep(2)
            .build()
            .train();

    assertThat(report.steps())
        .extracting(step -> step.updates().learningRate())
        .containsExactly(0.1 / 2, 0.1 / 4);
  }
}
