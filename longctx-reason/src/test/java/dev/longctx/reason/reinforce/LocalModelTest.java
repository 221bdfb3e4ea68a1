package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.model.TokenTrace;
import dev.longctx.onnx.lm.OnnxCausalLm;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.reason.rollout.Rollout;
import dev.longctx.reason.rollout.RolloutGroup;
import dev.longctx.reason.rollout.RolloutSampler;
import dev.longctx.reason.testing.LocalModelPolicy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rollouts of a model that runs here: random weights, 512 positions. */
class LocalModelTest {

  private static final List<Problem> PROBLEMS =
      List.of(
          problem("text", Prompt.text("We the People of the United States may ")),
          problem("chat", Prompt.user("Who may vote? And who may not?")),
          problem("short", Prompt.text("Who")));

  /** Chance for a model that says random things. */
  private static final Reward COIN =
      (attempt, cancellation) ->
          RewardScore.of(attempt.response().length() % 2, null, RewardReason.RULE_SAME);

  private static OnnxCausalLm model;

  @BeforeAll
  static void load() {
    model =
        OnnxCausalLm.load(
            Path.of(
                System.getProperty("longctx.fixtures", "../fixtures"), "models", "tiny-lm-plain"));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static Problem problem(String id, Prompt prompt) {
    return new Problem(id, "toy", prompt, "Who?", List.of("The People"));
  }

  private static List<RolloutGroup> sample() {
    return RolloutSampler.builder()
        .model(model)
        .reward(COIN)
        .group(5)
        .maxTokens(6)
        .groupsAtOnce(2)
        .build()
        .sample(PROBLEMS, new long[] {1, 2, 3}, new Cancellation());
  }

  @Test
  void rolloutsTellTheTokensAndLogProbabilitiesThatTheModelScores() {
    List<RolloutGroup> groups = sample();

    assertThat(groups).hasSize(3);
    for (RolloutGroup group : groups) {
      int[] prompt = model.encode(group.problem().prompt());
      assertThat(group.promptTokens()).isEqualTo(prompt.length);
      assertThat(group.rollouts()).hasSize(5);
      for (Rollout rollout : group.rollouts()) {
        TokenTrace trace = rollout.completion().tokens();
        TokenSequence sequence = new TokenSequence(prompt, trace.ids());
        float[] scored = model.logProbs(List.of(sequence), new Cancellation()).get(0);
        assertThat(trace.size()).isPositive();
        assertThat(trace.logProbs()).containsExactly(scored, within(1e-4f));
      }
    }
  }

  @Test
  void theSameSeedsGiveTheSameGroups() {
    assertThat(texts(sample())).isEqualTo(texts(sample()));
    assertThat(texts(sample().subList(0, 1)).stream().distinct().count()).isGreaterThan(1);
  }

  private static List<String> texts(List<RolloutGroup> groups) {
    return groups.stream()
        .flatMap(group -> group.rollouts().stream())
        .map(rollout -> rollout.completion().text())
        .toList();
  }

  @Test
  void aTrainingOnItsRolloutsFindsNoMismatch() {
    RlReport report =
        LongContextRl.builder()
            .policy(new LocalModelPolicy(model, model.maxTokens().orElseThrow()))
            .rollouts(model)
            .reward(COIN)
            .algorithm(RlAlgorithm.dapo())
            .curriculum(Curriculum.singleStage(100, PhaseLength.steps(2)))
            .problems(PROBLEMS)
            .optimizer(ToyTask.ADAM)
            .promptsPerStep(2)
            .updatesPerStep(1)
            .maxResponseTokens(6)
            .build()
            .train();

    assertThat(report.end()).isEqualTo(RlEnd.COMPLETED);
    assertThat(report.steps())
        .hasSize(2)
        .allSatisfy(
            step -> {
              assertThat(step.updates().mismatchMax()).isLessThan(1e-4);
              assertThat(step.updates().behaviourKl()).isLessThan(1e-6);
              assertThat(step.rollouts().entropy()).isPositive();
              assertThat(step.rollouts().groupsKept()).isEqualTo(2);
            });
  }
}
