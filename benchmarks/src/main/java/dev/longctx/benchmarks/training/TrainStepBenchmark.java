package dev.longctx.benchmarks.training;

import dev.longctx.train.TorchPolicy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Processor time of a training step. */
@Command(
    name = "train-step",
    description = "Processor time of a training step on one sequence, after a warm-up.")
public final class TrainStepBenchmark implements Callable<Integer> {

  @Mixin private PolicyOptions options = new PolicyOptions();

  @Option(names = "--tokens", defaultValue = "1024", paramLabel = "N")
  private int tokens = 1024;

  @Option(names = "--response", defaultValue = "512", paramLabel = "N")
  private int response = 512;

  @Option(names = "--warm-up", defaultValue = "3", paramLabel = "STEPS")
  private int warmUp = 3;

  @Option(names = "--steps", defaultValue = "5", paramLabel = "N")
  private int steps = 5;

  /** A benchmark to be filled in from the command line. */
  public TrainStepBenchmark() {}

  @Override
  public Integer call() {
    try (TorchPolicy policy = options.open()) {
      SupervisedStep step = new SupervisedStep(policy, tokens, response);
      CpuTime.of(warmUp, step::take);
      double seconds = CpuTime.of(steps, step::take);
      System.out.printf(
          "{\"tokens\": %d, \"cpuSecondsPerStep\": %.4f, \"lastLoss\": %.6f}%n",
          tokens, seconds, step.loss());
    }
    return 0;
  }
}
