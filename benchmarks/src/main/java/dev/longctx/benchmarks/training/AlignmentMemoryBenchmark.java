package dev.longctx.benchmarks.training;

import dev.longctx.align.data.TokenTriple;
import dev.longctx.benchmarks.ResidentMemory;
import dev.longctx.train.TorchPolicy;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The most that one step adds to the loaded policy with its moments. Needs Linux. */
@Command(
    name = "alignment-memory",
    description = "Megabytes that one step adds to resident memory at most.")
public final class AlignmentMemoryBenchmark implements Callable<Integer> {

  @Mixin private PolicyOptions options = new PolicyOptions();

  @Mixin private TripleOptions lengths = new TripleOptions();

  @Option(names = "--arm", required = true, paramLabel = "ARM")
  private Arm arm = Arm.SHORT_TO_LONG;

  /** A benchmark to be filled in from the command line. */
  public AlignmentMemoryBenchmark() {}

  @Override
  public Integer call() throws IOException {
    try (TorchPolicy policy = options.open()) {
      TokenTriple triple = lengths.triple(policy);
      arm.step(policy, lengths.tiny(policy));
      ResidentMemory.forgetPeak();
      long before = ResidentMemory.kilobytes();
      arm.step(policy, triple);
      System.out.printf("%.1f%n", (ResidentMemory.peakKilobytes() - before) / 1024.0);
    }
    return 0;
  }
}
