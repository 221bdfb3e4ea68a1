package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.curriculum.Trace;
import dev.longctx.reason.curriculum.TraceSet;
import dev.longctx.reason.curriculum.TraceStats;
import dev.longctx.reason.curriculum.VerifiedTraces;
import dev.longctx.reason.prompt.PromptTemplate;
import dev.longctx.reason.reward.EquivalenceJudge;
import dev.longctx.reason.reward.HybridReward;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RuleReward;
import dev.longctx.reason.rollout.RolloutGroup;
import dev.longctx.reason.rollout.RolloutSampler;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that speaks OpenAI's protocol as the model of rollouts. */
class RemoteRolloutsTest extends RemoteModelTest {

  private static final OpenAiServer.Reply PARIS = thought("Therefore, the answer is Paris.");
  private static final OpenAiServer.Reply ROME = thought("Therefore, the answer is Rome.");
  private static final OpenAiServer.Reply CUT_OFF =
      OpenAiServer.answer("<think>I wonder", "length");
  private static final OpenAiServer.Reply REFUSED = OpenAiServer.error(401, "invalid_api_key");

  private static final RuleReward RULE = RuleReward.of(TaskKind.DOCUMENT_QA, Strictness.STRICT);
  private static final List<Problem> PROBLEMS = List.of(problem("a"), problem("b"));
  private static final long[] SEEDS = {100, 200};

  private static OpenAiServer.Reply thought(String answer) {
    return OpenAiServer.message(
        "{\"role\":\"assistant\",\"reasoning_content\":\"Hm.\",\"content\":\"%s\"}"
            .formatted(answer),
        "stop");
  }

  private static Problem problem(String id) {
    return Problem.of(
        id, "musique", PromptTemplate.qwenLongL1(), "Facts.", "Where?", List.of("Paris"));
  }

  /** One call after another, so that the order of the replies is that of the samples. */
  private RemoteLanguageModel.Builder inTurn() {
    return settings()
        .chatModel(server.chat().build())
        .maxConcurrentRequests(1)
        .sampleParameters(
            (common, seed) -> {
              var parameters = OpenAiChatRequestParameters.builder().overrideWith(common);
              seed.ifPresent(value -> parameters.seed((int) value));
              return parameters.build();
            });
  }

  private static RolloutSampler.Builder pairs(LanguageModel model, Reward reward) {
    return RolloutSampler.builder()
        .model(model)
        .reward(reward)
        .group(2)
        .maxTokens(100)
        .logProbs(false);
  }

  private static List<RolloutGroup> sample(RolloutSampler sampler) {
    return sampler.sample(PROBLEMS, SEEDS, new Cancellation());
  }

  @Test
  void rolloutsOfAServerAreScored() {
    server.reply(PARIS, ROME, CUT_OFF, PARIS);
    List<RolloutGroup> groups = sample(pairs(open(inTurn()), RULE).build());

    assertThat(groups).extracting(group -> group.problem().id()).containsExactly("a", "b");
    assertThat(groups).extracting(RolloutGroup::meanScore).containsExactly(0.5, 0.5);
    assertThat(groups.get(1).rollouts())
        .extracting(rollout -> rollout.score().reason())
        .containsExactly(RewardReason.UNFINISHED_THINKING, RewardReason.RULE_SAME);
    assertThat(groups).allMatch(group -> group.promptTokens() > 0);
    assertThat(groups.get(0).rollouts()).allMatch(rollout -> rollout.tokens() == 7);
  }

  @Test
  void eachSampleHasASeedOfItsOwn() {
    server.reply(PARIS, PARIS, PARIS, PARIS);
    sample(pairs(open(inTurn()), RULE).build());

    assertThat(server.bodies)
        .extracting(body -> body.replaceAll("(?s).*\"seed\" ?: ?(\\d+).*", "$1"))
        .containsExactly("100", "101", "200", "201");
    assertThat(server.bodies).allMatch(body -> body.contains("\"temperature\" : 0.7"));
  }

  @Test
  void aServerThatRefusesFailsTheSamplingAndScoresNothing() {
    server.reply(PARIS, REFUSED);
    RolloutSampler sampler = pairs(open(inTurn()), RULE).build();

    assertThatThrownBy(() -> sample(sampler))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("HTTP 401");
  }

  @Test
  void aFailedSampleThatIsToleratedIsMissingAndNotWrong() {
    server.reply(PARIS, REFUSED, ROME, PARIS);
    RemoteLanguageModel model = open(inTurn().tolerateFailedSamples(1));
    List<RolloutGroup> groups = sample(pairs(model, RULE).build());

    assertThat(groups.get(0).rollouts()).hasSize(1);
    assertThat(groups).extracting(RolloutGroup::meanScore).containsExactly(1.0, 0.5);
  }

  @Test
  void aJudgeThatIsDownLeavesResponsesWithoutAScore() {
    server.reply(PARIS, ROME, PARIS, PARIS);
    try (OpenAiServer judges = new OpenAiServer()) {
      judges.reply(REFUSED);
      RemoteLanguageModel judge = open(settings().chatModel(judges.chat().build()));
      Reward reward = HybridReward.of(RULE, EquivalenceJudge.of(judge));
      List<RolloutGroup> groups = sample(pairs(open(inTurn()), reward).build());

      assertThat(groups).extracting(RolloutGroup::scored).containsExactly(1, 2);
      assertThat(groups).extracting(RolloutGroup::meanScore).containsExactly(1.0, 1.0);
      assertThat(groups.get(0).rollouts().get(1).score().reason())
          .isEqualTo(RewardReason.JUDGE_FAILED);
      assertThat(groups.get(0).rollouts().get(1).reward()).isNaN();
    }
  }

  @Test
  void tracesOfAServerAreVerified() {
    server.reply(ROME, PARIS, ROME, CUT_OFF);
    TraceSet set =
        VerifiedTraces.builder()
            .sampler(pairs(open(inTurn()), RULE).build())
            .problems(PROBLEMS)
            .build()
            .collect(new Cancellation());

    assertThat(set.traces())
        .extracting(Trace::response)
        .containsExactly("<think>\nHm.\n</think>\n\nTherefore, the answer is Paris.");
    assertThat(set.traces().get(0).responseTokens()).isEmpty();
    assertThat(set.stats()).isEqualTo(new TraceStats(2, 0, 1, 4, 1, 0, 3, 0));
  }

  @Test
  void aSamplerThatNeedsLogProbabilitiesIsToldThatThereAreNone() {
    RolloutSampler sampler =
        RolloutSampler.builder().model(open(inTurn())).reward(RULE).maxTokens(100).build();

    assertThatThrownBy(() -> sample(sampler))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("logProbs: expected false");
    assertThat(server.bodies).isEmpty();
  }
}
