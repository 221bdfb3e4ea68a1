package dev.longctx.benchmarks.training;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Processor time of the whole process: the engine's threads, the compiler's and the collector's.
 */
final class CpuTime {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private CpuTime() {}

  /** Seconds since the process began. */
  static double now() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }

  /** Seconds of one of several equal runs. */
  static double of(int runs, Runnable work) {
    long before = SYSTEM.getProcessCpuTime();
    for (int i = 0; i < runs; i++) {
      work.run();
    }
    return (SYSTEM.getProcessCpuTime() - before) / 1e9 / runs;
  }

  static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
