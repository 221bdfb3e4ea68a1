package dev.longctx.reason.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.model.TokenTrace;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.reason.testing.TableModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RolloutSamplerTest {

  private static final Sampling SAMPLING = Sampling.builder().temperature(1).build();
  private static final Reward RIGHT =
      (attempt, cancellation) -> RewardScore.of(1, null, RewardReason.RULE_SAME);
  private static final Reward WRONG =
      (attempt, cancellation) -> RewardScore.of(0, null, RewardReason.RULE_DIFFERENT);
  private static final long[] SEEDS = {7, 8, 9};

  private final TableModel model = new TableModel();
  private final Cancellation cancellation = new Cancellation();

  private static Problem problem(String question) {
    return new Problem(question, "toy", Prompt.text("--" + question), question, List.of("A"));
  }

  private static List<Problem> problems() {
    return List.of(problem("a"), problem("b"), problem("c"));
  }

  private RolloutSampler.Builder sampler() {
    return RolloutSampler.builder().model(model).sampling(SAMPLING).group(4).maxTokens(3);
  }

  @Test
  void asksForAGroupOfEachProblemByItsSeed() {
    List<RolloutGroup> groups =
        sampler().reward(RIGHT).build().sample(problems(), SEEDS, cancellation);

    assertThat(groups).extracting(group -> group.problem().id()).containsExactly("a", "b", "c");
    assertThat(groups)
        .allSatisfy(
            group -> {
              assertThat(group.rollouts()).hasSize(4);
              assertThat(group.promptTokens()).isEqualTo(3);
            });
    assertThat(model.requests())
        .extracting(request -> request.seed().orElseThrow())
        .containsExactly(7L, 8L, 9L);
    assertThat(model.requests())
        .allSatisfy(
            request -> {
              assertThat(request.samples()).isEqualTo(4);
              assertThat(request.maxTokens()).isEqualTo(3);
              assertThat(request.sampling()).isEqualTo(SAMPLING);
              assertThat(request.logProbs()).isTrue();
            });
  }

  @Test
  void leavesLogProbabilitiesOutWhereItIsToldTo() {
    sampler().reward(RIGHT).logProbs(false).build().sample(problems(), SEEDS, cancellation);

    assertThat(model.requests()).extracting(GenerationRequest::logProbs).containsOnly(false);
  }

  @Test
  void scoresByTheRewardOfEachProblem() {
    List<RolloutGroup> groups =
        sampler()
            .rewards(problem -> problem.id().equals("b") ? RIGHT : WRONG)
            .build()
            .sample(problems(), SEEDS, cancellation);

    assertThat(groups).extracting(RolloutGroup::meanScore).containsExactly(0.0, 1.0, 0.0);
    assertThat(groups).extracting(RolloutGroup::right).containsExactly(0, 4, 0);
  }

  @Test
  void shapingAddsToTheRewardAndLeavesTheScore() {
    List<RolloutGroup> groups =
        sampler()
            .reward(RIGHT)
            .shaping(tokens -> -0.1 * tokens)
            .build()
            .sample(problems(), SEEDS, cancellation);

    assertThat(groups)
        .allSatisfy(
            group -> {
              assertThat(group.hasSpread()).isFalse();
              assertThat(group.rollouts())
                  .allSatisfy(each -> assertThat(each.reward()).isEqualTo(1 - 0.1 * each.tokens()));
            });
  }

  @Test
  void zerosOfEitherSignAreNoSpread() {
    AtomicInteger calls = new AtomicInteger();
    Reward signed =
        (attempt, cancelled) ->
            RewardScore.of(
                calls.incrementAndGet() % 2 == 0 ? -0.0 : 0.0, null, RewardReason.RULE_DIFFERENT);
    List<RolloutGroup> groups =
        sampler().reward(signed).build().sample(problems(), SEEDS, cancellation);

    assertThat(groups).extracting(RolloutGroup::hasSpread).containsOnly(false);
  }

  @Test
  void aRewardThatFailsIsTold() {
    List<String> told = new ArrayList<>();
    Reward failing =
        (attempt, cancelled) -> {
          throw new IllegalStateException("broken");
        };
    List<RolloutGroup> groups =
        sampler()
            .rewards(problem -> problem.id().equals("b") ? failing : RIGHT)
            .onFailure((problem, failure) -> told.add(problem.id() + " " + failure.getMessage()))
            .build()
            .sample(problems(), SEEDS, cancellation);

    assertThat(told).hasSize(4).containsOnly("b broken");
    assertThat(groups).extracting(RolloutGroup::scored).containsExactly(4, 0, 4);
    assertThat(groups.get(1).meanScore()).isNaN();
    assertThat(groups.get(1).hasSpread()).isFalse();
    assertThat(groups.get(1).rollouts())
        .extracting(rollout -> rollout.score().reason())
        .containsOnly(RewardReason.REWARD_FAILED);
  }

  @Test
  void stopsWhileRewardsAreAtWork() {
    Reward patient =
        (attempt, cancelled) -> {
          cancellation.cancel();
          cancelled.throwIfCancelled();
          return RewardScore.of(1, null, RewardReason.RULE_SAME);
        };
    RolloutSampler sampler = sampler().reward(patient).groupsAtOnce(1).build();

    assertThatThrownBy(() -> sampler.sample(problems(), SEEDS, cancellation))
        .isInstanceOf(CancellationException.class);
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void refusesSeedsThatAreNotOneAProblem() {
    RolloutSampler sampler = sampler().reward(RIGHT).build();

    assertThatThrownBy(() -> sampler.sample(problems(), new long[2], cancellation))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("seeds: expected one a problem, 3, found 2");
  }

  @Test
  void refusesWhatIsMissingOrTooSmall() {
    assertThatThrownBy(() -> RolloutSampler.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("model: expected one, found none");
    assertThatThrownBy(() -> sampler().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("reward: expected one, found none");
    assertThatThrownBy(() -> RolloutSampler.builder().group(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("group: expected at least 1, found 0");
    assertThatThrownBy(() -> sampler().group(4)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRolloutHasARewardExactlyWhereItHasAScore() {
    Completion completion = new Completion("A", FinishReason.STOP, TokenTrace.counted(1));
    RewardScore none = RewardScore.none(null, RewardReason.JUDGE_FAILED);
    RewardScore one = RewardScore.of(1, null, RewardReason.RULE_SAME);

    assertThat(new Rollout(completion, none, Double.NaN).isScored()).isFalse();
    assertThat(new Rollout(completion, one, -1).isScored()).isTrue();
    assertThatThrownBy(() -> new Rollout(completion, none, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rollout(completion, one, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RolloutGroup(problem("a"), 3, List.of()))
        .hasMessage("problem a, rollouts: expected at least one, found none");
  }
}
