package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.objective.DynamicSampling;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.reward.Attempt;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.reason.testing.TableModel;
import dev.longctx.reason.testing.TablePolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Responses without a score, which are never taken for wrong ones. */
class UnscoredTest {

  private static final RewardScore NONE = RewardScore.none(null, RewardReason.JUDGE_FAILED);
  private static final Reward DOWN = (attempt, cancellation) -> NONE;

  @TempDir Path folder;
  private final TablePolicy policy = new TablePolicy(1);
  private final Heard heard = new Heard();

  private static LongContextRl.Builder run(TablePolicy policy, Reward reward) {
    return ToyTask.bare(policy, new TableModel())
        .optimizer(ToyTask.ADAM)
        .curriculum(Curriculum.singleStage(ToyTask.SHORT, PhaseLength.steps(3)))
        .problems(ToyTask.problems(2))
        .promptsPerStep(3)
        .updatesPerStep(1)
        .reward(reward);
  }

  private LongContextRl.Builder grpo(Reward reward) {
    return run(policy, reward).algorithm(RlAlgorithm.grpo()).listener(heard);
  }

  /** Has no verdict on responses to one question that do not begin with the answer. */
  private static Reward silentOnWrong(String question) {
    return (attempt, cancellation) -> {
      RewardScore score = ToyTask.score(attempt);
      return attempt.question().equals(question) && !score.isRight() ? NONE : score;
    };
  }

  @Test
  void aRewardThatThrowsLeavesItsResponsesWithoutAScore() {
    Reward failing =
        (attempt, cancellation) -> {
          if (attempt.question().equals("a")) {
            throw new IllegalStateException("broken " + attempt.question());
          }
          return ToyTask.score(attempt);
        };
    RlReport report = grpo(failing).build().train();

    RolloutMetrics first = report.steps().get(0).rollouts();
    assertThat(first.unscored()).isEqualTo(8);
    assertThat(first.groupsUnscored()).isEqualTo(1);
    assertThat(first.groupsKept()).isEqualTo(2);
    assertThat(heard.unscored)
        .hasSize(3 * 8)
        .containsOnly("a2: java.lang.IllegalStateException: broken a");
    assertThat(policy.steps()).isEqualTo(3);
  }

  @Test
  void nullAndNumbersThatAreNoneAreNoScores() {
    Reward odd =
        (attempt, cancellation) ->
            switch (attempt.question()) {
              case "a" -> null;
              case "b" -> RewardScore.of(Double.NaN, null, RewardReason.RULE_SAME);
              default -> ToyTask.score(attempt);
            };
    RlReport report = grpo(odd).build().train();

    assertThat(report.steps())
        .allSatisfy(step -> assertThat(step.rollouts().groupsUnscored()).isEqualTo(2));
    assertThat(heard.unscored)
        .contains("a2: java.lang.NullPointerException: score of a reward")
        .contains("b2: java.lang.IllegalArgumentException: value: expected 0 to 1, found NaN");
  }

  @Test
  void aRewardThatGivesUpOnACallOfItsOwnHasFailedAndNotBeenCancelled() {
    Reward impatient =
        (attempt, cancellation) -> {
          if (attempt.question().equals("a")) {
            throw new CancellationException("the judge took too long");
          }
          return ToyTask.score(attempt);
        };
    assertThat(grpo(impatient).build().train().end()).isEqualTo(RlEnd.COMPLETED);
    assertThat(heard.unscored).hasSize(24);
  }

  @Test
  void anErrorOfARewardEndsTheTraining() {
    Reward broken =
        (attempt, cancellation) -> {
          throw new AssertionError("no class found");
        };
    LongContextRl training = grpo(broken).build();
    assertThatThrownBy(training::train)
        .isInstanceOf(AssertionError.class)
        .hasMessage("no class found");
  }

  @Test
  void theListenerHearsOnTheTrainingThreadWhicheverThreadScores() {
    ExecutorService judges = Executors.newFixedThreadPool(3);
    try {
      Reward failing =
          (attempt, cancellation) -> {
            if (attempt.question().equals("a")) {
              throw new IllegalStateException("broken");
            }
            return ToyTask.score(attempt);
          };
      grpo(failing).rewardExecutor(judges).build().train();
    } finally {
      judges.shutdown();
    }
    assertThat(heard.unscored).hasSize(24);
    assertThat(heard.threads).containsOnly(Thread.currentThread());
  }

  @Test
  void meansAreOverResponsesWithAScore() {
    RlReport report =
        grpo(silentOnWrong("a")).onUnscored(UnscoredRule.DROP_ROLLOUT).build().train();

    RolloutMetrics first = report.steps().get(0).rollouts();
    List<RewardScore> scores =
        heard.draws.get(0).stream()
            .flatMap(group -> group.rollouts().stream())
            .map(rollout -> rollout.score())
            .toList();
    long right = scores.stream().filter(RewardScore::isRight).count();
    long scored = scores.stream().filter(score -> score.value().isPresent()).count();
    assertThat(first.unscored()).isEqualTo((int) (24 - scored)).isPositive();
    assertThat(first.accuracy()).isEqualTo((double) right / scored);
    assertThat(first.reward()).isEqualTo((double) right / scored);
    assertThat(first.rollouts()).isEqualTo(24);
  }

  @Test
  void groupsAreDroppedWholeUnlessTheRuleSaysOtherwise() {
    Reward deafToC =
        (attempt, cancellation) ->
            attempt.response().startsWith("C") ? NONE : ToyTask.score(attempt);
    RlReport whole = grpo(deafToC).build().train();
    RolloutMetrics first = whole.steps().get(0).rollouts();
    assertThat(first.groupsUnscored()).isPositive();
    assertThat(first.groupsKept()).isEqualTo(3 - first.groupsUnscored());

    RlReport alone =
        run(new TablePolicy(1), deafToC)
            .algorithm(RlAlgorithm.grpo())
            .onUnscored(UnscoredRule.DROP_ROLLOUT)
            .build()
            .train();
    assertThat(alone.steps().get(0).rollouts().groupsKept()).isEqualTo(3);
    assertThat(alone.steps().get(0).rollouts().unscored()).isPositive();
  }

  @Test
  void aScoreWithoutAnyOtherOfItsGroupIsNotLearnedFrom() {
    List<String> scored = new ArrayList<>();
    Reward once =
        (attempt, cancellation) -> {
          if (attempt.question().equals("a") && scored.contains("a")) {
            return NONE;
          }
          scored.add(attempt.question());
          return RewardScore.of(1, null, RewardReason.RULE_SAME);
        };
    RlReport report = grpo(once).onUnscored(UnscoredRule.DROP_ROLLOUT).build().train();

    assertThat(report.steps().get(0).rollouts().groupsUnscored()).isEqualTo(1);
    assertThat(policy.steps()).isZero();
  }

  @Test
  void trainingPausesWhereNothingHasAScoreAndGoesOnLater() {
    RlReport paused = grpo(DOWN).checkpoints(folder, 1).build().train();
    assertThat(paused.end()).isEqualTo(RlEnd.REWARD_UNAVAILABLE);
    assertThat(paused.steps()).isEmpty();
    assertThat(paused.phases()).hasSize(1);
    assertThat(heard.draws).hasSize(1);

    goesOnAsIfNothingHadHappened(3);
  }

  @Test
  void trainingPausesInTheMiddleToo() {
    List<Attempt> attempts = new ArrayList<>();
    Reward dying =
        (attempt, cancellation) -> {
          attempts.add(attempt);
          return attempts.size() > 24 ? NONE : ToyTask.score(attempt);
        };
    RlReport paused = grpo(dying).checkpoints(folder, 100).build().train();
    assertThat(paused.end()).isEqualTo(RlEnd.REWARD_UNAVAILABLE);
    assertThat(paused.steps()).hasSize(1);
    assertThat(heard.checkpoints).containsExactly(1L);

    goesOnAsIfNothingHadHappened(2);
  }

  private void goesOnAsIfNothingHadHappened(int stepsLeft) {
    Heard later = new Heard();
    TablePolicy resumed = new TablePolicy(1);
    RlReport report =
        run(resumed, ToyTask.reward())
            .algorithm(RlAlgorithm.grpo())
            .checkpoints(folder, 100)
            .listener(later)
            .build()
            .train();
    TablePolicy whole = new TablePolicy(1);
    RlReport expected = run(whole, ToyTask.reward()).algorithm(RlAlgorithm.grpo()).build().train();

    assertThat(later.steps).hasSize(stepsLeft);
    assertThat(ToyTask.timeless(report)).isEqualTo(ToyTask.timeless(expected));
    assertThat(resumed.weights()).isEqualTo(whole.weights());
  }

  @Test
  void theRuleMayBeToPauseAtTheFirst() {
    RlReport paused =
        grpo(silentOnWrong("a"))
            .onUnscored(UnscoredRule.PAUSE)
            .checkpoints(folder, 1)
            .build()
            .train();

    assertThat(paused.end()).isEqualTo(RlEnd.REWARD_UNAVAILABLE);
    assertThat(paused.steps()).isEmpty();
    assertThat(heard.unscored).isNotEmpty().allSatisfy(why -> assertThat(why).startsWith("a2: "));
  }

  @Test
  void afterAPauseTheRuleMayChange() {
    theRuleMayBeToPauseAtTheFirst();

    RlReport report =
        grpo(silentOnWrong("a"))
            .onUnscored(UnscoredRule.DROP_GROUP)
            .checkpoints(folder, 1)
            .build()
            .train();
    assertThat(report.end()).isEqualTo(RlEnd.COMPLETED);
  }

  @Test
  void aStepWhoseGroupsAllLackScoresPauses() {
    Reward half =
        (attempt, cancellation) -> ToyTask.score(attempt).isRight() ? ToyTask.score(attempt) : NONE;
    RlReport report = grpo(half).build().train();

    assertThat(report.end()).isEqualTo(RlEnd.REWARD_UNAVAILABLE);
    assertThat(policy.steps()).isZero();
  }

  @Test
  void groupsThatLackScoresDoNotMakeAPhaseMastered() {
    Reward half =
        (attempt, cancellation) -> ToyTask.score(attempt).isRight() ? ToyTask.score(attempt) : NONE;
    RlAlgorithm twice =
        RlAlgorithm.dapo().toBuilder().dynamicSampling(new DynamicSampling(1, 2)).build();
    RlReport report =
        ToyTask.bare(policy, new TableModel())
            .optimizer(ToyTask.ADAM)
            .algorithm(twice)
            .reward(half)
            .curriculum(
                Curriculum.builder()
                    .phase(ToyTask.SHORT, PhaseLength.steps(3))
                    .phase(ToyTask.LONG, PhaseLength.steps(3))
                    .build())
            .problems(ToyTask.problems(2, 6))
            .promptsPerStep(3)
            .build()
            .train();

    assertThat(report.end()).isEqualTo(RlEnd.REWARD_UNAVAILABLE);
    assertThat(report.phases()).hasSize(1);
  }

  private static EvaluationSet exam(List<Problem> problems) {
    return EvaluationSet.builder()
        .problems(problems)
        .buckets(List.of(new LengthBucket(0, 3), new LengthBucket(3, 6)))
        .samples(4)
        .sampling(ToyTask.SAMPLING)
        .passAt(1, 4)
        .build();
  }

  @Test
  void anEvaluationCountsResponsesWithoutAScoreApart() {
    Reward half =
        (attempt, cancellation) -> attempt.golds().contains("!") ? NONE : ToyTask.score(attempt);
    List<Problem> problems =
        List.of(
            ToyTask.problem("right", 3, 'a', ToyTask.ANYTHING),
            ToyTask.problem("wrong", 3, 'a', ToyTask.NOTHING),
            ToyTask.problem("unknown", 3, 'a', "!"),
            ToyTask.problem("unknown too", 5, 'a', "!"));
    grpo(half).evaluation(100, exam(problems)).build().train();

    List<BucketResult> results = heard.evaluations.get(0).buckets();
    assertThat(results.get(0).problems()).isEqualTo(3);
    assertThat(results.get(0).samples()).isEqualTo(12);
    assertThat(results.get(0).unscored()).isEqualTo(4);
    assertThat(results.get(0).accuracy()).isEqualTo(0.5);
    assertThat(results.get(0).passAtK()).containsEntry(1, 0.5).containsEntry(4, 0.5);
    assertThat(results.get(1).unscored()).isEqualTo(4);
    assertThat(results.get(1).accuracy()).isNaN();
    assertThat(heard.unscored).contains("unknown: JUDGE_FAILED", "unknown too: JUDGE_FAILED");
  }

  @Test
  void anEvaluationWithoutAnyScoreIsNoneAndIsMadeUpForLater() {
    Reward deaf =
        (attempt, cancellation) -> attempt.golds().contains("!") ? NONE : ToyTask.score(attempt);
    EvaluationSet set = exam(List.of(ToyTask.problem("e", 3, 'a', "!")));
    RlReport paused = grpo(deaf).evaluation(2, set).checkpoints(folder, 1).build().train();
    assertThat(paused.end()).isEqualTo(RlEnd.REWARD_UNAVAILABLE);
    assertThat(paused.evaluations()).isEmpty();

    RlReport report =
        run(policy, ToyTask.reward())
            .algorithm(RlAlgorithm.grpo())
            .evaluation(2, set)
            .checkpoints(folder, 1)
            .build()
            .train();
    assertThat(report.end()).isEqualTo(RlEnd.COMPLETED);
    assertThat(report.evaluations()).extracting(RlEvaluation::step).containsExactly(0L, 2L, 3L);
  }
}
