package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final StringBuilder out = new StringBuilder();

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  @Test
  void printsALineAStep() {
    ProgressLine progress = new ProgressLine(out, 3);

    SampleReports.small("x").steps().forEach(progress::step);

    assertThat(lines())
        .containsExactly(
            "phase 1/3 step 1 | reward 0.53 acc 0.55 | kept 8/11 unscored 9 | len 6.4\u00B11.2"
                + " | ent 0.31 | kl 0.0012 | grad 0.42 | clip 1.3 % | 4,768 tok/s",
            "phase 1/3 step 2 | kept 0/3 unscored 24 | len 5.0\u00B10 | ent 0.25 | 4,860 tok/s");
  }

  @Test
  void takesTheKlFromTheSamplingPolicyWhereThereIsNoReference() {
    UpdateMetrics with = SampleReports.small("x").steps().get(0).updates();
    UpdateMetrics without =
        new UpdateMetrics(
            1, 0, Double.NaN, Double.NaN, with.behaviourKl(), Double.NaN, 0, 0, 0, 1, 1);

    new ProgressLine(out)
        .step(new RlStep(1, 1, SampleReports.small("x").steps().get(0).rollouts(), without));

    assertThat(out.toString()).contains("phase 1 step 1 ", " | kl 1.5e-05 | 5,961 tok/s");
  }

  @Test
  void phasesEvaluationsAndContinuationsHaveTheirOwnLines() {
    RlReport report = SampleReports.small("x");
    ProgressLine progress = new ProgressLine(out);

    progress.started(0);
    progress.started(1_200);
    progress.phase(report.phases().get(0));
    progress.evaluated(report.evaluations().get(0));

    assertThat(lines())
        .containsExactly(
            "continued after step 1,200",
            "phase 1 | 1 to 1,500 tokens | 15 problems and 1 of earlier phases",
            "evaluation after step 2 | 1 to 1,500 tokens acc 0.63 pass@8 0.75 unscored 1");
  }

  @Test
  void anOutputThatFailsIsLeftAlone() {
    List<CharSequence> tried = new ArrayList<>();
    ProgressLine progress = new ProgressLine(new FullDisk(tried));

    progress.started(1);
    progress.started(2);

    assertThat(tried).hasSize(1);
  }

  private record FullDisk(List<CharSequence> tried) implements Appendable {

    @Override
    public Appendable append(CharSequence text) throws IOException {
      tried.add(text);
      throw new IOException("no space left");
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) throws IOException {
      return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char c) throws IOException {
      return append(String.valueOf(c));
    }
  }

  @Test
  void refusesANegativeNumberOfPhases() {
    assertThatThrownBy(() -> new ProgressLine(out, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("phases: expected at least 0, found -1");
  }
}
