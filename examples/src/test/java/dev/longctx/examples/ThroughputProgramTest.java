package dev.longctx.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThroughputProgramTest {

  @TempDir private Path folder;

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
    assertThat(run.err()).contains("no-such-file: expected a file, found none");
  }

  @Test
  void aTextThatTheCriticCannotReadIsAFailure() throws IOException {
    Path file = Files.writeString(folder.resolve("zh.txt"), "\u4ECA\u5929\u5929\u6C14".repeat(99));
    ProgramRun run = ProgramRun.of("throughput", "--characters", "300", file.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            file + ": expected a text that the critic can score, found: the critic's tokenizer");
  }

  @Test
  void aCriticsGraphMayHaveAnyName() throws IOException {
    Path given = ProgramRun.CRITICS.resolve("term-overlap");
    Files.copy(given.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
    Files.copy(given.resolve("model.onnx"), folder.resolve("other.onnx"));
    String manifest = Files.readString(given.resolve("longctx.json"));
    Files.writeString(folder.resolve("longctx.json"), manifest.replace("model.onnx", "other.onnx"));
    ProgramRun run =
        ProgramRun.of(
            "throughput",
            "--critic",
            folder.toString(),
            "--characters",
            "3000",
            "--rounds",
            "1",
            ProgramRun.CONSTITUTION);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("share ");
  }
}
