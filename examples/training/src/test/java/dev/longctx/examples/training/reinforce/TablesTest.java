package dev.longctx.examples.training.reinforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.examples.training.reinforce.RunResult.LengthResult;
import dev.longctx.examples.training.reinforce.RunResult.Responses;
import dev.longctx.examples.training.reinforce.RunResult.Seconds;
import dev.longctx.examples.training.reinforce.RunResult.StepPoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TablesTest {

  private static final List<Integer> CAPS = List.of(256, 768);

  private final Results results =
      new Results(
          List.of(run(Arm.BASE, 1, 10), run(Arm.FULL_GRPO, 1, 60), run(Arm.FULL_GRPO, 2, 80)));

  @Test
  void showMeansRangesAndIntervalsOverSeeds() {
    LengthTables tables = new LengthTables(results, CAPS);

    assertThat(tables.accuracy().toMarkdown())
        .contains("| arm | up to 256 | 257–768 |")
        .contains("| full-grpo | 70 (60–80) [63–76] | 0 (0–0) [0–2] |");
    assertThat(tables.passAtK().toMarkdown()).contains("| full-grpo | 25 / 50 | 25 / 50 |");
  }

  @Test
  void showHowSteadyTrainingsAre() {
    assertThat(new TrainingTables(results, 768).stability().toMarkdown())
        .contains(
            "| full-grpo | 1.00 (1.00–1.00) | 0.20 (0.20–0.20) | 2.00 (2.00–2.00)"
                + " | 3.0 (3.0–3.0) | 0.30 (0.30–0.30) | 0.10 (0.10–0.10) | 7.1 | completed |")
        .doesNotContain("| base |");
  }

  @Test
  void aTrainingThatFoundNothingToLearnFromHasNoPartInMeansOverSteps() {
    Results two = new Results(List.of(run(Arm.FULL_DAPO, 1, 60), withoutSteps()));

    assertThat(new TrainingTables(two, 768).stability().toMarkdown())
        .contains("| 0.20 (0.20–0.20) | 2.00 (2.00–2.00) | 3.0 (3.0–3.0) |")
        .contains("completed, no spread");
    assertThat(Curve.of(List.of(withoutSteps()), 400, StepPoint::entropy).isEmpty()).isTrue();
  }

  @Test
  void showWhatTrainingsCost() {
    assertThat(new TrainingTables(results, 768).cost().toMarkdown())
        .contains("| full-grpo | 10 | 20 | 170 | 200 | 2 | 4 | 1 | 2 | 3 | 7 | 6 |");
  }

  @Test
  void curvesGatherStepsByResponses() {
    Curve curve = Curve.of(results.of(Arm.FULL_GRPO), 400, StepPoint::entropy);

    assertThat(curve.responses()).containsExactly(100.0, 200.0);
    assertThat(curve.values()).containsExactly(0.5, 0.1);
  }

  private static RunResult withoutSteps() {
    RunResult run = run(Arm.FULL_DAPO, 2, 10);
    Responses responses = new Responses(10, 20, 0);
    return new RunResult(
        run.arm(), 2, "NO_SPREAD", responses, 0, run.lengths(), List.of(), run.seconds());
  }

  private static RunResult run(Arm arm, long seed, int right) {
    Map<Integer, Double> pass = new TreeMap<>(Map.of(1, 0.25, 2, 0.5));
    return new RunResult(
        arm.title(),
        seed,
        "COMPLETED",
        new Responses(10, 20, 170),
        4,
        List.of(
            new LengthResult(256, 100, right, pass, 0.5), new LengthResult(768, 100, 0, pass, 1)),
        List.of(
            new StepPoint(1, 100, 0.5, 0.5, 12, 1, 1, 0.1),
            new StepPoint(2, 200, 0.6, 0.1, 12, 1, 3, 0.3)),
        new Seconds(1, 2, 3, 7, 6));
  }
}
