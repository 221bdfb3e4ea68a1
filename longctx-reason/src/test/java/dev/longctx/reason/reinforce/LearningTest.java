package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.testing.TableModel;
import dev.longctx.reason.testing.TablePolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningTest {

  private static RlReport learn(RlAlgorithm algorithm, int steps) {
    return ToyTask.bare(new TablePolicy(1), new TableModel())
        .optimizer(ToyTask.ADAM)
        .reward(ToyTask.reward())
        .algorithm(algorithm)
        .curriculum(Curriculum.singleStage(ToyTask.SHORT, PhaseLength.steps(steps)))
        .problems(ToyTask.problems(2, 3, 4))
        .promptsPerStep(9)
        .updatesPerStep(3)
        .build()
        .train();
  }

  private static double reward(List<RlStep> steps) {
    return steps.stream().mapToDouble(step -> step.rollouts().reward()).average().orElseThrow();
  }

  @Test
  void theRolloutModelHasTheLearnedWeightsInTheEnd() {
    TablePolicy policy = new TablePolicy(1);
    TableModel model = new TableModel();
    RlReport report = ToyTask.small(policy, model).build().train();

    assertThat(report.evaluations()).isEmpty();
    TableModel other = new TableModel();
    policy.syncTo(other);
    assertThat(model.weights()).containsExactly(other.weights());
  }

  @Test
  void grpoLearnsATask() {
    List<RlStep> steps = learn(RlAlgorithm.grpo(), 25).steps();

    assertThat(steps).hasSize(25);
    assertThat(steps.get(0).rollouts().reward()).isLessThan(0.3);
    assertThat(reward(steps.subList(20, 25))).isGreaterThan(0.95);
  }

  @Test
  void dapoLearnsATask() {
    List<RlStep> steps = learn(RlAlgorithm.dapo(), 12).steps();

    assertThat(steps.get(0).rollouts().reward()).isLessThan(0.3);
    assertThat(reward(steps.subList(steps.size() - 3, steps.size()))).isGreaterThan(0.9);
  }

  @Test
  void qwenLongL1sSettingLearnsATask() {
    RlAlgorithm algorithm = RlAlgorithm.qwenLongL1().toBuilder().withoutOverlongShaping().build();
    List<RlStep> steps = learn(algorithm, 12).steps();

    assertThat(reward(steps.subList(steps.size() - 3, steps.size()))).isGreaterThan(0.9);
  }

  @Test
  void entropyFallsWhileTheTaskIsLearned() {
    List<RlStep> steps = learn(RlAlgorithm.grpo(), 25).steps();

    assertThat(steps.get(24).rollouts().entropy())
        .isLessThan(steps.get(0).rollouts().entropy() / 2);
  }
}
