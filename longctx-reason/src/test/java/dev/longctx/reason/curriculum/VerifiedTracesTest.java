package dev.longctx.reason.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.reason.ScriptedModel;
import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.reason.reward.RuleReward;
import dev.longctx.reason.rollout.RolloutSampler;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VerifiedTracesTest {

  private static final String PARIS = "<think>Hm.</think>Therefore, the answer is Paris.";
  private static final String PARIS_TOO = "<think>Oh.</think>Therefore, the answer is Paris.";
  private static final String ROME = "<think>Hm.</think>Therefore, the answer is Rome.";
  private static final String UNJUDGED = "<think>Hm.</think>Therefore, the answer is what?";

  private static final Reward RULE = RuleReward.of(TaskKind.DOCUMENT_QA, Strictness.STRICT);
  private static final Reward REWARD =
      (attempt, cancellation) ->
          attempt.response().equals(UNJUDGED)
              ? RewardScore.none(null, RewardReason.JUDGE_FAILED)
              : RULE.score(attempt, cancellation);

  private final Cancellation cancellation = new Cancellation();

  private static Problem problem(String id, String gold) {
    return new Problem(id, "musique", Prompt.user("Where? " + id), "Where?", List.of(gold));
  }

  private static VerifiedTraces.Builder traces(ScriptedModel model, Problem... problems) {
    RolloutSampler sampler =
        RolloutSampler.builder().model(model).reward(REWARD).group(5).maxTokens(100).build();
    return VerifiedTraces.builder().sampler(sampler).problems(List.of(problems));
  }

  private static ScriptedModel mixed() {
    return ScriptedModel.saying(ROME, PARIS, UNJUDGED, PARIS, PARIS_TOO);
  }

  @Test
  void keepsTheFirstRightResponseOfEachProblem() {
    TraceSet set =
        traces(mixed(), problem("a", "Paris"), problem("b", "Rome"), problem("c", "Oslo"))
            .build()
            .collect(cancellation);

    assertThat(set.traces()).extracting(trace -> trace.problem().id()).containsExactly("a", "b");
    assertThat(set.traces()).extracting(Trace::response).containsExactly(PARIS, ROME);
  }

  @Test
  void countsRightWrongAndUnscoredApart() {
    TraceSet set =
        traces(mixed(), problem("a", "Paris"), problem("b", "Rome"), problem("c", "Oslo"))
            .build()
            .collect(cancellation);

    assertThat(set.stats()).isEqualTo(new TraceStats(3, 0, 1, 15, 4, 0, 8, 3));
  }

  @Test
  void keepsEqualResponsesOnce() {
    TraceSet set =
        traces(mixed(), problem("a", "Paris")).perProblem(9).build().collect(cancellation);

    assertThat(set.traces()).extracting(Trace::response).containsExactly(PARIS, PARIS_TOO);
    assertThat(set.stats().right()).isEqualTo(3);
  }

  @Test
  void whatHasNoScoreIsNeitherKeptNorWrong() {
    TraceSet set =
        traces(ScriptedModel.saying(UNJUDGED), problem("a", "Paris")).build().collect(cancellation);

    assertThat(set.traces()).isEmpty();
    assertThat(set.stats()).isEqualTo(new TraceStats(1, 0, 1, 5, 0, 0, 0, 5));
  }

  @Test
  void aRightResponseThatWasCutOffIsNotKept() {
    TraceSet set =
        traces(ScriptedModel.saying(PARIS).finishing(FinishReason.LENGTH), problem("a", "Paris"))
            .build()
            .collect(cancellation);

    assertThat(set.traces()).isEmpty();
    assertThat(set.stats()).isEqualTo(new TraceStats(1, 0, 1, 5, 5, 5, 0, 0));
  }

  @Test
  void promptsThatAreTooLongAreCountedAndNotAsked() {
    ScriptedModel model = ScriptedModel.saying(PARIS);
    Problem longer =
        new Problem("b", "musique", Prompt.user("W W W W W W"), "Where?", List.of("Paris"));
    TraceSet set =
        traces(model, longer, problem("a", "Paris"))
            .maxPromptTokens(ScriptedModel.MESSAGE_TOKENS + 2)
            .build()
            .collect(cancellation);

    assertThat(set.traces()).extracting(trace -> trace.problem().id()).containsExactly("a");
    assertThat(set.stats()).isEqualTo(new TraceStats(2, 1, 0, 5, 5, 0, 0, 0));
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void aProblemsSeedDoesNotDependOnTheOthers() {
    ScriptedModel model = ScriptedModel.saying(PARIS);
    traces(model, problem("a", "Paris"), problem("b", "Paris")).build().collect(cancellation);
    traces(model, problem("b", "Paris")).build().collect(cancellation);
    traces(model, problem("b", "Paris")).seed(1).build().collect(cancellation);

    List<GenerationRequest> requests = model.requests();
    assertThat(requests.get(1).seed()).isEqualTo(requests.get(2).seed());
    assertThat(
            LongStream.of(
                requests.get(0).seed().orElseThrow(),
                requests.get(1).seed().orElseThrow(),
                requests.get(3).seed().orElseThrow()))
        .doesNotHaveDuplicates();
  }

  @Test
  void partsAddUp() {
    TraceSet first = traces(mixed(), problem("a", "Paris")).build().collect(cancellation);
    TraceSet second = traces(mixed(), problem("c", "Oslo")).build().collect(cancellation);
    TraceSet both =
        traces(mixed(), problem("a", "Paris"), problem("c", "Oslo")).build().collect(cancellation);

    assertThat(first.plus(second).stats()).isEqualTo(both.stats());
    assertThat(first.plus(second).traces())
        .extracting(Trace::response)
        .isEqualTo(both.traces().stream().map(Trace::response).toList());
  }

  @Test
  void aModelThatFailsFailsTheCollection() {
    VerifiedTraces traces = traces(mixed().failing(), problem("a", "Paris")).build();

    assertThatThrownBy(() -> traces.collect(cancellation)).isInstanceOf(GenerationException.class);
  }

  @Test
  void stopsWhereItIsCancelled() {
    cancellation.cancel();
    VerifiedTraces traces = traces(mixed(), problem("a", "Paris")).build();

    assertThatThrownBy(() -> traces.collect(cancellation))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void refusesWhatIsMissingOrThereTwice() {
    assertThatThrownBy(() -> VerifiedTraces.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("sampler: expected one, found none");
    assertThatThrownBy(() -> traces(mixed(), problem("a", "x"), problem("a", "y")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("problems: expected each id once, found a twice");
    assertThatThrownBy(() -> VerifiedTraces.builder().perProblem(0))
        .hasMessage("perProblem: expected at least 1, found 0");
    assertThatThrownBy(() -> new TraceStats(1, 0, 0, 3, 1, 0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected right, wrong and unscored to add up to 3");
  }
}
