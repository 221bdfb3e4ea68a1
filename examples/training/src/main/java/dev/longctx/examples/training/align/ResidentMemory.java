package dev.longctx.examples.training.align;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This process's resident memory, where Linux tells it. */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /** The most so far in megabytes, or NaN. */
  static double peak() {
    return read("VmHWM:");
  }

  /** The size now in megabytes, or NaN. */
  static double now() {
    return read("VmRSS:");
  }

  private static double read(String key) {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(key)) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
      }
    } catch (IOException e) {
      return Double.NaN;
    }
    return Double.NaN;
  }
}
