package dev.longctx.benchmarks.training;

import dev.longctx.onnx.lm.OnnxCausalLm;
import dev.longctx.train.TorchPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Giving a policy's weights to a running model, against a training step. */
@Command(
    name = "weight-sync",
    description = "Processor time of giving weights to a running model, against a training step.")
public final class WeightSyncBenchmark implements Callable<Integer> {

  @Mixin private PolicyOptions options = new PolicyOptions();

  @Mixin private RunningModelOptions running = new RunningModelOptions();

  @Option(names = "--tokens", defaultValue = "1024", paramLabel = "N")
  private int tokens = 1024;

  @Option(names = "--rounds", defaultValue = "5", paramLabel = "N")
  private int rounds = 5;

  @Option(names = "--syncs", defaultValue = "4", paramLabel = "N", description = "in each round")
  private int syncs = 4;

  /** A benchmark to be filled in from the command line. */
  public WeightSyncBenchmark() {}

  @Override
  public Integer call() {
    List<Double> steps = new ArrayList<>();
    List<Double> loads = new ArrayList<>();
    try (TorchPolicy policy = options.open();
        OnnxCausalLm model = running.load(options.threads())) {
      SupervisedStep step = new SupervisedStep(policy, tokens, tokens / 2);
      CpuTime.of(2, step::take);
      CpuTime.of(2, () -> policy.syncTo(model));
      for (int round = 0; round < rounds; round++) {
        steps.add(CpuTime.of(1, step::take));
        loads.add(CpuTime.of(syncs, () -> policy.syncTo(model)));
      }
    }
    double step = CpuTime.median(steps);
    double sync = CpuTime.median(loads);
    System.out.printf(
        "{\"tokens\": %d, \"cpuSecondsPerStep\": %.4f, \"cpuSecondsPerSync\": %.4f, \"ratio\": %.3f}%n",
        tokens, step, sync, sync / step);
    return 0;
  }
}
