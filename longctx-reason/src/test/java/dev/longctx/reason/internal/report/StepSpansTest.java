package dev.longctx.reason.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.reason.reinforce.RolloutMetrics;
import dev.longctx.reason.reinforce.UpdateMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepSpansTest {

  /** So many phases of so many steps. */
  private static List<RlStep> steps(int phases, int each) {
    RolloutMetrics rollouts =
        new RolloutMetrics(1, 1, 0, 0, 8, 0, 0.5, 0.5, 6, 1, 0, 0.3, 100, 48, 1);
    List<RlStep> steps = new ArrayList<>();
    for (int i = 0; i < phases * each; i++) {
      steps.add(new RlStep(i + 1, i / each + 1, rollouts, UpdateMetrics.none()));
    }
    return steps;
  }

  @ParameterizedTest
  @CsvSource({"1,0", "1,1", "1,20", "1,21", "3,7", "3,50", "20,3", "7,1000"})
  void areAtMostSoManyHoldAllStepsAndEndWithTheirPhases(int phases, int each) {
    List<RlStep> steps = steps(phases, each);

    List<List<RlStep>> spans = StepSpans.of(steps, 20);

    assertThat(spans).hasSizeLessThanOrEqualTo(20);
    assertThat(spans.stream().flatMap(List::stream)).isEqualTo(steps);
    assertThat(spans)
        .allSatisfy(
            span ->
                assertThat(StepSpans.first(span).phase()).isEqualTo(StepSpans.last(span).phase()));
  }

  @Test
  void crossPhasesWhereThereAreTooMany() {
    List<List<RlStep>> spans = StepSpans.of(steps(30, 2), 20);

    assertThat(spans).hasSize(20);
    assertThat(Stream.of(spans.get(0)).flatMap(List::stream).map(RlStep::phase))
        .containsExactly(1, 1, 2);
  }
}
