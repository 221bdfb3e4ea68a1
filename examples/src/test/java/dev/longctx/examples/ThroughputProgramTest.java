package dev.longctx.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThroughputProgramTest {

  @Test
  void comparesACompressionWithTheBareEngine() {
    ProgramRun run =
        ProgramRun.of(
            "throughput", "--characters", "9000", "--rounds", "1", ProgramRun.CONSTITUTION);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("text        9,000 characters")
        .containsPattern("compress    \\d+\\.\\d{3} s")
        .containsPattern("share       \\d+\\.\\d % of the bare engine's throughput");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--characters", "--rounds", "--workers"})
  void refusesLessThanOneOfAnything(String option) {
    ProgramRun run = ProgramRun.of("throughput", option, "0", ProgramRun.CONSTITUTION);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(option + ": expected at least 1, found 0");
  }

  @Test
  void aMissingFileIsAFailure() {
    ProgramRun run = ProgramRun.of("throughput", "no-such-file");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no-such-file");
  }
}
