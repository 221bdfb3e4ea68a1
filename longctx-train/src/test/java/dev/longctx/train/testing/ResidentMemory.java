package dev.longctx.train.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Resident memory of a process of its own, whose heap is resident from the start, so that only
 * native memory moves. Needs Linux.
 */
public final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/statm");
  private static final int PAGE_KILOBYTES = 4;

  private ResidentMemory() {}

  /** Prints what the calling process has, in kilobytes. */
  public static void report(String moment) {
    System.gc();
    try {
      String pages = Files.readString(STATUS).split(" ", -1)[1];
      System.out.println(moment + "=" + Long.parseLong(pages) * PAGE_KILOBYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program and collects its reports. */
  public static Map<String, Integer> of(Class<?> program) throws IOException, InterruptedException {
    assumeTrue(Files.exists(STATUS), "needs " + STATUS);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("OMP_NUM_THREADS", "1"); // tensors this small are slower with more
    Process process = builder.start();
    Map<String, Integer> resident = new LinkedHashMap<>();
    try (var lines = process.inputReader()) {
      lines
          .lines()
          .map(line -> line.split("=", 2))
          .forEach(pair -> resident.put(pair[0], Integer.valueOf(pair[1])));
    }
    assertThat(process.waitFor()).isZero();
    return resident;
  }

  /** What a phase added, from its report before to its report after. */
  public static int growth(Map<String, Integer> resident, String phase) {
    assertThat(resident).containsKeys(phase + "-before", phase + "-after");
    return resident.getOrDefault(phase + "-after", 0) - resident.getOrDefault(phase + "-before", 0);
  }
}
