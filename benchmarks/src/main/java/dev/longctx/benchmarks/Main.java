package dev.longctx.benchmarks;

import dev.longctx.benchmarks.lm.DecodeBenchmark;
import dev.longctx.benchmarks.lm.GroupBenchmark;
import dev.longctx.benchmarks.lm.PromptMemoryBenchmark;
import dev.longctx.benchmarks.training.AlignmentMemoryBenchmark;
import dev.longctx.benchmarks.training.AlignmentStepBenchmark;
import dev.longctx.benchmarks.training.ReinforceStepBenchmark;
import dev.longctx.benchmarks.training.SharedPromptBenchmark;
import dev.longctx.benchmarks.training.TrainStepBenchmark;
import dev.longctx.benchmarks.training.WeightSyncBenchmark;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts one of the benchmarks by its name. */
@Command(
    name = "longctx-benchmarks",
    description = "Measures longctx. Each benchmark prints one JSON object.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DecodeBenchmark.class,
      GroupBenchmark.class,
      PromptMemoryBenchmark.class,
      TrainStepBenchmark.class,
      AlignmentStepBenchmark.class,
      AlignmentMemoryBenchmark.class,
      WeightSyncBenchmark.class,
      ReinforceStepBenchmark.class,
      SharedPromptBenchmark.class
    })
public final class Main {

  private Main() {}

  /**
   * Runs a benchmark and ends the JVM with its exit code.
   *
   * @param args the benchmark's name and its arguments
   */
  public static void main(String[] args) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    Locale.setDefault(Locale.ROOT);
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
