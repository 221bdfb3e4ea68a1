package dev.longctx.onnx.critic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {

  private static final int ALLOWED_KILOBYTES = 16 << 10;

  /** In a process of its own whose heap is resident from the start, so that only the rest moves. */
  @Test
  void fiftySessionsAndTwoThousandCallsLeaveNothingBehind() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/statm")), "needs /proc/self/statm");
    Map<String, Integer> resident = run();
    System.out.println("resident kilobytes: " + resident);
    assertThat(growth(resident, "open")).isLessThan(ALLOWED_KILOBYTES);
    assertThat(growth(resident, "label")).isLessThan(ALLOWED_KILOBYTES);
  }

  private static int growth(Map<String, Integer> resident, String phase) {
    return value(resident, phase + "-after") - value(resident, phase + "-before");
  }

  private static int value(Map<String, Integer> resident, String moment) {
    assertThat(resident).containsKey(moment);
    return resident.getOrDefault(moment, 0);
  }

  private static Map<String, Integer> run() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-Dlongctx.fixtures=" + System.getProperty("longctx.fixtures", "../fixtures"),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                NativeMemoryProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<String, Integer> resident = new HashMap<>();
    try (var lines = process.inputReader()) {
      lines
          .lines()
          .map(line -> line.split("=", 2))
          .forEach(pair -> resident.put(pair[0], Integer.valueOf(pair[1])));
    }
    assertThat(process.waitFor()).isZero();
    return resident;
  }
}
