package dev.longctx.align.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.align.objective.Dpo;
import dev.longctx.align.objective.SimPo;
import dev.longctx.align.testing.ScriptedScorer;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.SequenceScorer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RewardGapTest {

  private final ScriptedScorer scorer = ScriptedScorer.byLength();

  private static RewardGap.Builder gap(SequenceScorer scorer) {
    return RewardGap.builder().objective(SimPo.builder().build()).scorer(scorer);
  }

  private static RewardExample example(String id, int longTokens) {
    return new RewardExample(id, new int[2], new int[longTokens], new int[] {2, 4}, new int[] {8});
  }

  private static GapReport measure(RewardGap gap, RewardExample... examples) {
    return gap.measure(List.of(examples), new Cancellation());
  }

  @Test
  void rewardsUnderBothContextsAreMeasured() {
    GapReport report = measure(gap(scorer).build(), example("a", 6));
    GapOutcome.Measured outcome = report.measured().get(0);
    assertThat(outcome).isEqualTo(new GapOutcome.Measured("a", -1.75, -3.75, -3.0, -5.0));
    assertThat(outcome.gap()).isEqualTo(2);
    assertThat(report.shortMarginAccuracy()).hasValue(1);
    assertThat(report.longMarginAccuracy()).hasValue(1);
  }

  @Test
  void aRejectedResponseMayBeAbsent() {
    RewardExample lone = new RewardExample("a", new int[2], new int[6], new int[] {2, 4}, null);
    GapReport report = measure(gap(scorer).build(), lone);
    assertThat(report.outcomes())
        .containsExactly(new GapOutcome.Measured("a", -1.75, -3.75, null, null));
    assertThat(report.shortMarginAccuracy()).isEmpty();
  }

  @Test
  void rewardsMayBeRelativeToAReference() {
    RewardGap relative =
        RewardGap.builder()
            .objective(Dpo.builder().build())
            .scorer(scorer)
            .reference(ScriptedScorer.byLength())
            .build();
    assertThat(measure(relative, example("a", 6)).gaps().orElseThrow().mean()).isZero();
    assertThatThrownBy(
            () -> RewardGap.builder().objective(Dpo.builder().build()).scorer(scorer).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("reference: expected one, found none");
  }

  @Test
  void anExampleThatFailsIsCountedAndLeavesTheOthers() {
    GapReport report =
        measure(gap(scorer.upTo(7)).build(), example("a", 6), example("b", 8), example("c", 7));
    assertThat(report.outcomes()).extracting(GapOutcome::id).containsExactly("a", "b", "c");
    assertThat(report.failed())
        .containsExactly(new GapOutcome.Failed("b", "prompt: expected at most 7 tokens"));
    assertThat(report.gaps().orElseThrow().size()).isEqualTo(2);
    assertThat(report.gaps().orElseThrow().mean()).isEqualTo(2.25);
  }

  @Test
  void batchesAreBoundedInExamplesAndTokens() {
    RewardExample[] examples =
        IntStream.range(0, 5).mapToObj(i -> example("" + i, 6 + i)).toArray(RewardExample[]::new);
    measure(gap(scorer).maxExamples(2).build(), examples);
    assertThat(scorer.calls).hasSize(3);
    scorer.calls.clear();
    measure(gap(scorer).maxTokens(30).build(), examples);
    assertThat(scorer.calls).hasSize(5);
  }

  @Test
  void sequencesOfOnePromptFollowOneAnother() {
    measure(gap(scorer).build(), example("a", 6), example("b", 6), example("c", 7));
    assertThat(scorer.calls.get(0))
        .extracting(sequence -> sequence.prompt().length)
        .containsExactly(2, 2, 6, 6, 7, 7);
  }

  @Test
  void cancellingEndsTheMeasurement() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    assertThatThrownBy(() -> gap(scorer).build().measure(List.of(example("a", 6)), cancellation))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void nothingMeasuredIsNoZero() {
    GapReport report = measure(gap(scorer.upTo(1)).build(), example("a", 6));
    assertThat(report.gaps()).isEmpty();
    assertThat(report.longMarginAccuracy()).isEmpty();
    assertThat(report.toString()).startsWith("0 measured, 1 failed");
  }

  @Test
  void reportsAreLinesAndATable() throws IOException {
    GapReport report = measure(gap(scorer.upTo(6)).build(), example("a", 6), example("b\n", 8));
    StringBuilder lines = new StringBuilder();
    report.writeJsonLines(lines);
    assertThat(lines)
        .hasToString(
            "{\"id\":\"a\",\"short_chosen\":-1.75,\"long_chosen\":-3.75,\"gap\":2.0,"
                + "\"short_rejected\":-3.0,\"long_rejected\":-5.0}\n"
                + "{\"id\":\"b\\n\",\"failed\":\"prompt: expected at most 6 tokens\"}\n");
    assertThat(report.toString())
        .contains("1 measured, 1 failed\n", "gap        2.0000 [  2.0000,   2.0000]")
        .endsWith("margin accuracy, long: 1.000\n");
  }

  @Test
  void emptyPartsAreRefused() {
    int[] one = {1};
    int[] none = {};
    assertThatThrownBy(() -> new RewardExample("a", none, one, one, null))
        .hasMessage("shortPrompt: expected at least one token, found none");
    assertThatThrownBy(() -> new RewardExample("a", one, one, one, none))
        .hasMessage("rejected: expected at least one token, found none");
    assertThatThrownBy(() -> gap(scorer).maxExamples(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
