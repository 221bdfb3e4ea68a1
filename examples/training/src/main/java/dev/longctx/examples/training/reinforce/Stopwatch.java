package dev.longctx.examples.training.reinforce;

import dev.longctx.examples.training.reinforce.RunResult.Seconds;
import dev.longctx.reason.reinforce.RlReport;
import java.time.Duration;
import java.util.Optional;

/** Tells where the time of a run goes. Not thread-safe. */
final class Stopwatch {

  private final long began = System.nanoTime();
  private long exam = began;

  /** The training is done. */
  void examBegins() {
    exam = System.nanoTime();
  }

  /** All is done. */
  Seconds read(Optional<RlReport> training) {
    long now = System.nanoTime();
    Duration processor = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return new Seconds(
        training.stream()
            .flatMap(report -> report.steps().stream())
            .mapToDouble(step -> step.rollouts().seconds())
            .sum(),
        training.stream()
            .flatMap(report -> report.steps().stream())
            .mapToDouble(step -> step.updates().seconds())
            .sum(),
        (now - exam) / 1e9,
        (now - began) / 1e9,
        processor.toMillis() / 1e3);
  }
}
