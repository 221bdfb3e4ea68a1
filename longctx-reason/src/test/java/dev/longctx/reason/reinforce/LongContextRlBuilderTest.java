package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.model.Sampling;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.PlannedProblem;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.testing.TableModel;
import dev.longctx.reason.testing.TablePolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongContextRlBuilderTest {

  private final TableModel model = new TableModel();

  private LongContextRl.Builder run() {
    return ToyTask.bare(new TablePolicy(1), model)
        .optimizer(ToyTask.ADAM)
        .reward(ToyTask.reward())
        .algorithm(RlAlgorithm.grpo());
  }

  private static Curriculum upTo(int tokens) {
    return Curriculum.singleStage(tokens, PhaseLength.steps(1));
  }

  private static void refuses(LongContextRl.Builder builder, String... message) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(message);
  }

  @Test
  void promptsBeyondTheLastCapAreLeftOutAndCounted() {
    Heard heard = new Heard();
    LongContextRl training =
        run()
            .curriculum(upTo(4))
            .problems(ToyTask.problems(2, 5))
            .promptsPerStep(6)
            .listener(heard)
            .build();
    training.train();

    assertThat(training.plan().tooLong())
        .extracting(PlannedProblem::problem)
        .extracting(Problem::id)
        .containsExactly("a5", "b5", "c5");
    assertThat(heard.drawnIds()).hasSize(6).containsOnly("a2", "b2", "c2");
  }

  @Test
  void refusesAPhaseWithoutProblems() {
    refuses(
        run()
            .curriculum(
                Curriculum.builder()
                    .phase(2, PhaseLength.steps(1))
                    .phase(4, PhaseLength.steps(1))
                    .build())
            .problems(ToyTask.problems(2, 6)),
        "phase 2: expected problems of 3 to 4 tokens, found none");
  }

  @Test
  void refusesPromptsAndResponsesThatPolicyOrModelCannotRead() {
    refuses(
        run().curriculum(upTo(62)).problems(ToyTask.problems(2)),
        "policy: expected 65 tokens of prompt and response together, found room for 64");
    model.maxTokens(20);
    refuses(
        run().curriculum(upTo(18)).problems(ToyTask.problems(2)),
        "rollouts: expected 21 tokens of prompt and response together, found room for 20");
    assertThat(run().curriculum(upTo(17)).problems(ToyTask.problems(2)).build()).isNotNull();
  }

  private LongContextRl.Builder examined(int tokens, LengthBucket... buckets) {
    return run()
        .curriculum(upTo(4))
        .problems(ToyTask.problems(2))
        .evaluation(
            1,
            EvaluationSet.builder()
                .problems(ToyTask.problems(tokens))
                .buckets(List.of(buckets))
                .build());
  }

  @Test
  void refusesProblemsOfTheEvaluationThatPolicyOrModelCannotRead() {
    refuses(
        examined(62, new LengthBucket(0, 100)),
        "evaluation, problem a62: expected 65 tokens of prompt and response together, found room"
            + " for 64");
    model.maxTokens(20);
    refuses(
        examined(18, new LengthBucket(0, 100)),
        "evaluation, problem a18: expected 21 tokens",
        "found room for 20");
    assertThat(examined(17, new LengthBucket(0, 100)).build()).isNotNull();
  }

  @Test
  void refusesProblemsOfTheEvaluationOutsideOfAllBuckets() {
    refuses(
        examined(5, new LengthBucket(0, 4), new LengthBucket(5, 9)),
        "evaluation, problem a5: expected a prompt of [1 to 4 tokens, 6 to 9 tokens], found one of"
            + " 5 tokens");
    assertThat(examined(5, new LengthBucket(0, 4), new LengthBucket(4, 9)).build()).isNotNull();
  }

  @Test
  void refusesMoreUpdatesThanAStepHasProblems() {
    refuses(
        run().curriculum(upTo(4)).problems(ToyTask.problems(2)).promptsPerStep(3).updatesPerStep(4),
        "updatesPerStep: expected at most 3, the problems of a step, found 4");
  }

  @Test
  void aSmallStepHasAsManyUpdatesAsProblemsByDefault() {
    RlReport report =
        run()
            .curriculum(upTo(4))
            .problems(ToyTask.problems(2))
            .promptsPerStep(2)
            .group(32)
            .build()
            .train();

    assertThat(report.steps().get(0).updates().updates()).isEqualTo(2);
  }

  @Test
  void refusesGreedySamplingSinceItsGroupsNeverDiffer() {
    assertThatThrownBy(() -> LongContextRl.builder().sampling(Sampling.greedy()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sampling, temperature: expected above 0, found 0");
  }

  @Test
  void refusesWhatIsTooSmall() {
    LongContextRl.Builder builder = LongContextRl.builder();
    assertThatThrownBy(() -> builder.group(1)).hasMessage("group: expected at least 2, found 1");
    assertThatThrownBy(() -> builder.promptsPerStep(0))
        .hasMessage("promptsPerStep: expected at least 1, found 0");
    assertThatThrownBy(() -> builder.updatesPerStep(0))
        .hasMessage("updatesPerStep: expected at least 1, found 0");
    assertThatThrownBy(() -> builder.microBatch(0))
        .hasMessage("microBatch: expected at least 1, found 0");
    assertThatThrownBy(() -> builder.groupsAtOnce(0))
        .hasMessage("groupsAtOnce: expected at least 1, found 0");
    assertThatThrownBy(() -> builder.maxResponseTokens(0))
        .hasMessage("maxResponseTokens: expected at least 1, found 0");
  }

  @Test
  void refusesASettingThatIsGivenTwice() {
    LongContextRl.Builder builder = LongContextRl.builder().group(4).reward(ToyTask.reward());
    assertThatThrownBy(() -> builder.group(4)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.rewards(problem -> ToyTask.reward()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("reward is set already");
  }

  @Test
  void refusesWhatIsMissing() {
    assertThatThrownBy(() -> LongContextRl.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("rollouts: expected one, found none");
    assertThatThrownBy(() -> run().curriculum(upTo(4)).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("problems: expected one, found none");
  }
}
