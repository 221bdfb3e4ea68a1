package dev.longctx.examples.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is started, with hardly any training. */
final class ReinforceProgramTest {

  @TempDir private Path directory;

  @Test
  void goesOnWhereItStopped() throws IOException {
    assertThat(reinforce()).contains("| full-dapo |").contains("| single-stage-grpo |");
    Path full = directory.resolve("runs/full-dapo-1/result.json");
    Path single = directory.resolve("runs/single-stage-grpo-1/result.json");
    List<String> before = withoutTimes(full);
    byte[] finished = Files.readAllBytes(single);
    Files.delete(full); // as if it had been killed between its last checkpoint and its end

    assertThat(reinforce())
        .contains("full-dapo, seed 1: done")
        .doesNotContain("full-dapo, seed 1: phase")
        .doesNotContain("single-stage-grpo, seed 1");

    assertThat(withoutTimes(full)).isEqualTo(before);
    assertThat(single).hasBinaryContent(finished);
    assertThat(directory.resolve("accuracy-dapo.png")).isNotEmptyFile();
    assertThat(directory.resolve("runs/full-dapo-1/report/report.html")).isNotEmptyFile();
    assertThat(directory.resolve("reinforce.html"))
        .content()
        .contains("<td>full-dapo</td>")
        .contains("data:image/png;base64,")
        .doesNotContain("<script");
  }

  private String reinforce() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(arguments(), new PrintWriter(out), new PrintWriter(err));
    assertThat(exitCode).as(err + "\n" + out).isZero();
    return out.toString();
  }

  private String[] arguments() {
    return new String[] {
      "reinforce",
      "--quick",
      "--seeds",
      "1",
      "--arms",
      "FULL_DAPO,SINGLE_STAGE_GRPO",
      "--policy",
      "policy",
      "--output",
      directory.toString()
    };
  }

  /** The file up to its times, which stand at the end. */
  private static List<String> withoutTimes(Path result) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(result));
    int times = lines.indexOf("  \"seconds\" : {");
    assertThat(times).isPositive();
    return lines.subList(0, times);
  }
}
