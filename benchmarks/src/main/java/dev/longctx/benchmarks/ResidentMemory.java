package dev.longctx.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of this process. Needs Linux. */
public final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path PEAK = Path.of("/proc/self/clear_refs");

  private ResidentMemory() {}

  /**
   * What is resident now.
   *
   * @return kilobytes
   * @throws IOException if the system doesn't say
   */
  public static long kilobytes() throws IOException {
    return kilobytes("VmRSS:");
  }

  /**
   * The most that was resident since the start, or since {@link #forgetPeak}.
   *
   * @return kilobytes
   * @throws IOException if the system doesn't say
   */
  public static long peakKilobytes() throws IOException {
    return kilobytes("VmHWM:");
  }

  /**
   * Makes what is resident now the peak.
   *
   * @throws IOException if the system doesn't let it
   */
  public static void forgetPeak() throws IOException {
    Files.writeString(PEAK, "5");
  }

  private static long kilobytes(String key) throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("%s: expected a line %s, found none".formatted(STATUS, key));
  }
}
