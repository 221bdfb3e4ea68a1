package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.training.TrainingException;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.Difficulty;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.curriculum.Retrospective;
import dev.longctx.reason.curriculum.Retrospective.Scorer;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.reason.testing.TableModel;
import dev.longctx.reason.testing.TablePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrospectionTest {

  private static final int SAMPLES = 6;
  private static final int FIRST_STEPS = 12;

  @TempDir Path folder;
  private final TablePolicy policy = new TablePolicy(1);
  private final TableModel model = new TableModel();
  private final Heard heard = new Heard();

  private static List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(ToyTask.problems(2, 6));
    problems.add(ToyTask.problem("hopeless", 2, 'a', ToyTask.NOTHING));
    problems.add(ToyTask.problem("easy", 2, 'a', ToyTask.ANYTHING));
    return problems;
  }

  private LongContextRl.Builder run(Retrospective rule) {
    return run(policy, model, rule, FIRST_STEPS).listener(heard);
  }

  private static LongContextRl.Builder run(
      TablePolicy policy, TableModel model, Retrospective rule, int firstSteps) {
    return ToyTask.bare(policy, model)
        .optimizer(ToyTask.ADAM)
        .algorithm(RlAlgorithm.grpo())
        .curriculum(
            Curriculum.builder()
                .phase(ToyTask.SHORT, PhaseLength.steps(firstSteps))
                .phase(ToyTask.LONG, PhaseLength.epochs(1))
                .retrospective(rule.samples(SAMPLES))
                .build())
        .problems(problems())
        .promptsPerStep(5);
  }

  private static List<String> carried(RlReport report) {
    return report.phases().get(1).mix().carried().stream().map(Difficulty::problemId).toList();
  }

  @Test
  void whatThePolicyBeforeTheFirstStepNeverSolvesComesBack() {
    RlReport report = run(Retrospective.hardest()).reward(ToyTask.reward()).build().train();

    assertThat(carried(report)).contains("hopeless").doesNotContain("easy");
    assertThat(report.phases().get(1).mix().carried())
        .allSatisfy(each -> assertThat(each.meanReward()).isZero())
        .allSatisfy(each -> assertThat(each.samples()).isEqualTo(SAMPLES));
    assertThat(heard.drawnIds().subList(0, FIRST_STEPS * 5)).contains("easy").doesNotContain("a6");
    assertThat(heard.drawnIds().subList(FIRST_STEPS * 5, heard.drawnIds().size()))
        .contains("a6", "b6", "c6", "hopeless")
        .doesNotContain("easy");
    assertThat(report.scoringRollouts()).isEqualTo(5 * SAMPLES);
  }

  @Test
  void theShareOfWhatComesBackIsReported() {
    RlReport report = run(Retrospective.hardest()).reward(ToyTask.reward()).build().train();

    int carried = carried(report).size();
    assertThat(report.phases().get(0).mix().ratio()).isZero();
    assertThat(report.phases().get(1).mix().own()).isEqualTo(3);
    assertThat(report.phases().get(1).mix().ratio()).isEqualTo(carried / (3.0 + carried));
    assertThat(heard.phases.get(1).mix()).isEqualTo(report.phases().get(1).mix());
  }

  @Test
  void thePolicyOfThePhaseBeforeFindsOtherProblemsHard() {
    Retrospective half = Retrospective.atMost(0.5);
    RlReport byBase = run(half).reward(ToyTask.reward()).build().train();
    RlReport byPrevious =
        run(new TablePolicy(1), new TableModel(), half.scoredBy(Scorer.PREVIOUS_PHASE), FIRST_STEPS)
            .reward(ToyTask.reward())
            .build()
            .train();

    assertThat(carried(byBase)).containsExactly("a2", "b2", "c2", "hopeless");
    assertThat(carried(byPrevious)).contains("hopeless").doesNotContain("easy").hasSizeLessThan(4);
  }

  @Test
  void aWeightedDrawBringsBackAsManyAsItShould() {
    RlReport report = run(Retrospective.weighted(2)).reward(ToyTask.reward()).build().train();
    RlReport again =
        run(new TablePolicy(1), new TableModel(), Retrospective.weighted(2), FIRST_STEPS)
            .reward(ToyTask.reward())
            .build()
            .train();

    assertThat(carried(report)).hasSize(2).isEqualTo(carried(again));
  }

  @Test
  void problemsAreScoredByTheSamplingOfTheTraining() {
    run(Retrospective.hardest()).reward(ToyTask.reward()).build().train();

    assertThat(model.requests().subList(0, 5))
        .allSatisfy(
            request -> {
              assertThat(request.samples()).isEqualTo(SAMPLES);
              assertThat(request.sampling()).isEqualTo(ToyTask.SAMPLING);
            });
  }

  private static long scorings(TableModel model) {
    return model.requests().stream().filter(request -> request.samples() == SAMPLES).count();
  }

  @Test
  void aRunThatGoesOnDoesNotScoreAgain() {
    for (Scorer scorer : Scorer.values()) {
      Path checkpoints = folder.resolve(scorer.name());
      Retrospective rule = Retrospective.hardest().scoredBy(scorer);
      TableModel first = new TableModel();
      RlListener killer =
          new RlListener() {
            @Override
            public void step(RlStep step) {
              if (step.phase() == 2) {
                throw new IllegalStateException("killed");
              }
            }
          };
      LongContextRl begun =
          run(new TablePolicy(1), first, rule, 2)
              .reward(ToyTask.reward())
              .listener(killer)
              .checkpoints(checkpoints, 1)
              .build();
      assertThatThrownBy(begun::train).hasMessage("killed");
      assertThat(scorings(first)).isEqualTo(5);

      TableModel second = new TableModel();
      RlReport report =
          run(new TablePolicy(1), second, rule, 2)
              .reward(ToyTask.reward())
              .checkpoints(checkpoints, 1)
              .build()
              .train();
      assertThat(scorings(second)).isZero();
      assertThat(report.scoringRollouts()).isEqualTo(5 * SAMPLES);
      assertThat(carried(report)).contains("hopeless");
    }
  }

  @Test
  void aSinglePhaseScoresNothing() {
    RlReport report =
        ToyTask.bare(policy, model)
            .optimizer(ToyTask.ADAM)
            .algorithm(RlAlgorithm.grpo())
            .curriculum(
                Curriculum.builder()
                    .phase(ToyTask.SHORT, PhaseLength.steps(1))
                    .retrospective(Retrospective.hardest().samples(SAMPLES))
                    .build())
            .problems(ToyTask.problems(2))
            .promptsPerStep(3)
            .reward(ToyTask.reward())
            .build()
            .train();

    assertThat(report.scoringRollouts()).isZero();
    assertThat(scorings(model)).isZero();
  }

  @Test
  void aProblemWithoutAnyScoreIsNotTakenForHard() {
    Reward deaf =
        (attempt, cancellation) ->
            attempt.golds().contains(ToyTask.NOTHING)
                ? RewardScore.none(null, RewardReason.JUDGE_UNREADABLE)
                : ToyTask.score(attempt);
    RlReport report = run(Retrospective.hardest()).reward(deaf).build().train();

    assertThat(carried(report)).doesNotContain("hopeless");
    assertThat(heard.unscored).contains("hopeless: JUDGE_UNREADABLE");
  }

  @Test
  void aRewardThatIsDownWhileProblemsAreScoredPausesTheRun() {
    Reward down = (attempt, cancellation) -> RewardScore.none(null, RewardReason.JUDGE_FAILED);
    RlReport paused =
        run(policy, model, Retrospective.hardest(), 2)
            .reward(down)
            .listener(heard)
            .checkpoints(folder, 1)
            .build()
            .train();
    assertThat(paused.end()).isEqualTo(RlEnd.REWARD_UNAVAILABLE);
    assertThat(paused.phases()).isEmpty();
    assertThat(heard.draws).isEmpty();

    RlReport report =
        run(policy, model, Retrospective.hardest(), 2)
            .reward(ToyTask.reward())
            .checkpoints(folder, 1)
            .build()
            .train();
    assertThat(report.end()).isEqualTo(RlEnd.COMPLETED);
    assertThat(carried(report)).contains("hopeless");
  }

  @Test
  void difficultiesThatWereLostAreNotThoseOfALaterPolicy() throws IOException {
    aRunThatGoesOnDoesNotScoreAgain();
    for (Scorer scorer : Scorer.values()) {
      int phase = scorer == Scorer.BASE ? 1 : 2;
      Path checkpoints = folder.resolve(scorer.name());
      Files.delete(checkpoints.resolve("difficulty-phase-" + phase + ".jsonl"));
      LongContextRl later =
          run(new TablePolicy(1), new TableModel(), Retrospective.hardest().scoredBy(scorer), 2)
              .reward(ToyTask.reward())
              .checkpoints(checkpoints, 1)
              .build();

      assertThatThrownBy(later::train)
          .isInstanceOfSatisfying(
              TrainingException.class,
              e -> assertThat(e.reason()).isEqualTo(TrainingException.Reason.CHECKPOINT))
          .hasMessageContaining("how hard problems were for the policy before phase " + phase);
    }
  }

  @Test
  void difficultiesThatNameAProblemTwiceAreRefusedWithTheirLine() throws IOException {
    aRunThatGoesOnDoesNotScoreAgain();
    Path checkpoints = folder.resolve(Scorer.BASE.name());
    Path file = checkpoints.resolve("difficulty-phase-1.jsonl");
    Files.writeString(file, Files.readString(file).replaceFirst("\"b2\"", "\"a2\""));
    LongContextRl later =
        run(new TablePolicy(1), new TableModel(), Retrospective.hardest(), 2)
            .reward(ToyTask.reward())
            .checkpoints(checkpoints, 1)
            .build();

    assertThatThrownBy(later::train)
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("difficulty-phase-1.jsonl, line 2: id")
        .hasMessageContaining("a2 twice");
  }

  @Test
  void difficultiesThatAreDamagedAreRefusedWithTheirLine() throws IOException {
    aRunThatGoesOnDoesNotScoreAgain();
    Path checkpoints = folder.resolve(Scorer.BASE.name());
    Path file = checkpoints.resolve("difficulty-phase-1.jsonl");
    Files.writeString(
        file, Files.readString(file).replaceFirst("\"samples\":6", "\"samples\":66666666666"));
    LongContextRl later =
        run(new TablePolicy(1), new TableModel(), Retrospective.hardest(), 2)
            .reward(ToyTask.reward())
            .checkpoints(checkpoints, 1)
            .build();

    assertThatThrownBy(later::train)
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("difficulty-phase-1.jsonl, line 1: samples");
  }
}
