package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenTrace;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.objective.KlEstimator;
import dev.longctx.reason.objective.KlPenalty;
import dev.longctx.reason.objective.PolicyLoss;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.testing.TableModel;
import dev.longctx.reason.testing.TablePolicy;
import dev.longctx.reason.testing.ToyTokenizer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a training, and what its last checkpoint is good for then. */
class FailureTest {

  @TempDir Path folder;
  private final TablePolicy policy = new TablePolicy(1);
  private final TableModel model = new TableModel();

  private static LongContextRl.Builder run(TablePolicy policy, TableModel model) {
    return ToyTask.bare(policy, model)
        .optimizer(ToyTask.ADAM)
        .reward(ToyTask.reward())
        .curriculum(Curriculum.singleStage(ToyTask.SHORT, PhaseLength.steps(4)))
        .problems(ToyTask.problems(2))
        .promptsPerStep(3)
        .updatesPerStep(1);
  }

  private LongContextRl.Builder grpo() {
    return run(policy, model).algorithm(RlAlgorithm.grpo());
  }

  private static void fails(LongContextRl training, Reason reason, String... message) {
    assertThatThrownBy(training::train)
        .isInstanceOfSatisfying(
            TrainingException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContainingAll(message);
  }

  @Test
  void aModelThatTellsNoTokensIsToldSo() {
    model.telling(told -> TokenTrace.counted(told.size()));

    fails(
        grpo().build(),
        Reason.FAILED,
        "step 1 of phase 1, problem ",
        "rollouts: expected tokens and their log-probabilities, found a model that does not tell");
  }

  @Test
  void aModelThatTellsNoLogProbabilitiesIsToldSo() {
    model.telling(told -> TokenTrace.of(told.ids()));

    fails(grpo().build(), Reason.FAILED, "rollouts: expected tokens and their log-probabilities");
  }

  @Test
  void logProbabilitiesOfTheModelThatAreNoneEndTheTraining() {
    model.telling(
        told -> {
          float[] logProbs = told.logProbs();
          logProbs[logProbs.length - 1] = Float.NEGATIVE_INFINITY;
          return TokenTrace.of(told.ids(), logProbs);
        });

    fails(
        grpo().build(),
        Reason.NOT_FINITE,
        "step 1 of phase 1, problem ",
        "log-probability by rollouts: expected a finite number, found -Infinity");
  }

  @Test
  void logProbabilitiesOfThePolicyThatAreNoneNameStepAndProblem() {
    policy.poison('b');

    fails(
        grpo().build(),
        Reason.NOT_FINITE,
        "step 1 of phase 1, problem b2, log-probability: expected a finite number, found NaN");
    assertThat(policy.open()).isZero();
    assertThat(policy.steps()).isZero();
  }

  @Test
  void logProbabilitiesOfTheReferenceThatAreNoneEndTheTraining() {
    policy.poisonReference();
    RlAlgorithm measured =
        RlAlgorithm.grpo().toBuilder()
            .loss(PolicyLoss.builder().kl(KlPenalty.measured(KlEstimator.PLAIN)).build())
            .build();

    fails(
        run(policy, model).algorithm(measured).build(),
        Reason.NOT_FINITE,
        "log-probability by the reference: expected a finite number, found NaN");
    assertThat(policy.open()).isZero();
  }

  @Test
  void aGradientThatIsNotFiniteNamesStepAndProblems() {
    policy.explode();

    fails(
        grpo().build(),
        Reason.NOT_FINITE,
        "step 1 of phase 1, problems ",
        "b2",
        "gradient: expected finite, found Infinity");
    assertThat(policy.weights()).isEqualTo(new TablePolicy(1).weights());
  }

  @Test
  void aPassThatFailsNamesStepAndProblem() {
    policy.tracedBy(
        what -> {
          if (what.equals("policy.forward")) {
            throw new TrainingException(Reason.OUT_OF_MEMORY, "no memory left");
          }
        });

    fails(
        grpo().build(), Reason.OUT_OF_MEMORY, "step 1 of phase 1, problems ", "2: no memory left");
  }

  @Test
  void aTokenizerOfAnotherModelIsNoticed() {
    ToyTokenizer other =
        new ToyTokenizer() {
          @Override
          public int[] encode(Prompt prompt) {
            return new int[] {1, 2, 3};
          }
        };
    LongContextRl training =
        LongContextRl.builder()
            .policy(policy)
            .rollouts(model, other, model)
            .sampling(ToyTask.SAMPLING)
            .maxResponseTokens(3)
            .optimizer(ToyTask.ADAM)
            .reward(ToyTask.reward())
            .algorithm(RlAlgorithm.grpo())
            .curriculum(Curriculum.singleStage(ToyTask.SHORT, PhaseLength.steps(4)))
            .problems(ToyTask.problems(2))
            .promptsPerStep(3)
            .build();

    fails(training, Reason.FAILED, "tokenizer: expected the 2 tokens that the model read, found 3");
  }

  @Test
  void aModelThatFailsEndsTheTrainingAsItFailed() {
    TableModel failing =
        new TableModel(
            what -> {
              if (what.equals("model.generate")) {
                throw new GenerationException(GenerationException.Reason.FAILED, "no luck");
              }
            });
    LongContextRl training = run(policy, failing).algorithm(RlAlgorithm.grpo()).build();

    assertThatThrownBy(training::train)
        .isInstanceOf(GenerationException.class)
        .hasMessage("no luck");
  }

  @Test
  void aDiskThatIsFullAtACheckpointLeavesTheOneBefore() {
    int[] written = {0};
    policy.tracedBy(
        what -> {
          if (what.equals("policy.checkpoint") && written[0]++ == 3) {
            throw new TrainingException(Reason.CHECKPOINT, "no space left on device");
          }
        });
    Heard heard = new Heard();
    fails(
        grpo().checkpoints(folder, 1).listener(heard).build(),
        Reason.CHECKPOINT,
        "no space left on device");
    assertThat(heard.checkpoints).containsExactly(1L, 2L);
    assertThat(heard.steps).hasSize(3);

    TablePolicy resumed = new TablePolicy(1);
    Heard later = new Heard();
    RlReport report =
        run(resumed, new TableModel())
            .algorithm(RlAlgorithm.grpo())
            .checkpoints(folder, 1)
            .listener(later)
            .build()
            .train();
    TablePolicy whole = new TablePolicy(1);
    RlReport expected = run(whole, new TableModel()).algorithm(RlAlgorithm.grpo()).build().train();

    assertThat(later.started).containsExactly(2L);
    assertThat(ToyTask.timeless(report)).isEqualTo(ToyTask.timeless(expected));
    assertThat(resumed.weights()).isEqualTo(whole.weights());
  }

  @Test
  void aFailureOfTheListenerEndsTheTrainingAsItIs() {
    LongContextRl training =
        grpo()
            .listener(
                new RlListener() {
                  @Override
                  public void step(RlStep step) {
                    throw new UnsupportedOperationException("no paper left");
                  }
                })
            .build();

    assertThatThrownBy(training::train)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("no paper left");
  }
}
