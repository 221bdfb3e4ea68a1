package dev.longctx.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Native memory must not grow with use. Resident pages are read in a JVM of its own whose heap is
 * fixed and touched at the start, so that all growth is native.
 */
class MemoryTest {

  private static final long ALLOWED_GROWTH = 32L << 20;

  @BeforeEach
  void needsLinux() {
    assumeTrue(
        Files.isReadable(MemoryProgram.STATM),
        "no " + MemoryProgram.STATM + " here: resident memory not measured");
  }

  private static long growth(String program) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"));
    // The optimising compiler's memory comes late where processors are busy, and is not ours.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dlongctx.fixtures=" + System.getProperty("longctx.fixtures"));
    command.addAll(List.of(MemoryProgram.class.getName(), program));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return Long.parseLong(output.substring(output.lastIndexOf('\n') + 1));
  }

  @Test
  void twoThousandCompressionsLeaveNothingBehind() throws Exception {
    assertThat(growth("compress")).isLessThan(ALLOWED_GROWTH);
  }

  @Test
  void openingAndClosingFiftyTimesLeavesNothingBehind() throws Exception {
    assertThat(growth("open")).isLessThan(ALLOWED_GROWTH);
  }
}
