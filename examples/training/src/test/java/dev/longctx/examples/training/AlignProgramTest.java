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
final class AlignProgramTest {

  @TempDir private Path directory;

  @Test
  void goesOnWhereItStopped() throws IOException {
    assertThat(align()).contains("| simpo-solo | 4 |").contains("| simpo-long | 2 |");
    Path solo = directory.resolve("runs/simpo-solo-1/result.json");
    Path onLong = directory.resolve("runs/simpo-long-1/result.json");
    List<String> before = accuracies(solo);
    byte[] finished = Files.readAllBytes(onLong);
    Files.delete(solo); // as if it had been killed between its last checkpoint and its end

    assertThat(align()).contains("simpo-solo, seed 1: done").doesNotContain("simpo-long, seed 1");

    assertThat(accuracies(solo)).isEqualTo(before);
    assertThat(onLong).hasBinaryContent(finished);
    assertThat(directory.resolve("accuracy-simpo.png")).isNotEmptyFile();
    assertThat(directory.resolve("runs/simpo-solo-1/report/report.md")).isNotEmptyFile();
  }

  @Test
  void refusesAFolderOfAnotherExperiment() throws IOException {
    Files.writeString(directory.resolve("settings.txt"), "something else");
    StringWriter err = new StringWriter();

    int exitCode = Main.run(arguments(), new PrintWriter(new StringWriter()), new PrintWriter(err));

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).contains("settings.txt: expected").contains("something else");
  }

  private String align() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(arguments(), new PrintWriter(out), new PrintWriter(err));
    assertThat(exitCode).as(err + "\n" + out).isZero();
    return out.toString();
  }

  private String[] arguments() {
    return new String[] {
      "align",
      "--quick",
      "--seeds",
      "1",
      "--arms",
      "SIMPO_LONG,SIMPO_SOLO",
      "--policy",
      "policy",
      "--output",
      directory.toString()
    };
  }

  /** The file without its times. */
  private static List<String> accuracies(Path result) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(result));
    lines.removeIf(line -> line.contains("cpuSeconds"));
    return lines;
  }
}
