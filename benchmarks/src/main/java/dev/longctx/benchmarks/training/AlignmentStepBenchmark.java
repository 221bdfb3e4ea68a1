package dev.longctx.benchmarks.training;

import dev.longctx.align.data.TokenTriple;
import dev.longctx.train.TorchPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A short-to-long step against preference optimisation under the long context. Needs Linux. */
@Command(
    name = "alignment-step",
    description = "A short-to-long step against a long pair's: processor time and peak memory.")
public final class AlignmentStepBenchmark implements Callable<Integer> {

  @Mixin private PolicyOptions options = new PolicyOptions();

  @Mixin private TripleOptions lengths = new TripleOptions();

  @Option(names = "--rounds", defaultValue = "5", paramLabel = "N")
  private int rounds = 5;

  /** A benchmark to be filled in from the command line. */
  public AlignmentStepBenchmark() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<Arm, Double> seconds = seconds();
    Map<Arm, Double> megabytes = new EnumMap<>(Arm.class);
    for (Arm arm : Arm.values()) {
      megabytes.put(arm, new ArmProcess(options, lengths).megabytes(arm));
    }
    double rho = lengths.rho();
    System.out.printf(
        "{\"context\": %d, \"cpuSeconds\": %s, \"megabytes\": %s, \"readTokens\": %.3f,"
            + " \"linearTheory\": %.3f, \"quadraticTheory\": %.3f}%n",
        lengths.context(),
        json(seconds, "%.3f"),
        json(megabytes, "%.1f"),
        lengths.readTokens(),
        (2 * rho + 1) / 2,
        (2 * rho * rho + 1) / 2);
    return 0;
  }

  private Map<Arm, Double> seconds() {
    Map<Arm, List<Double>> runs = new EnumMap<>(Arm.class);
    try (TorchPolicy policy = options.open()) {
      TokenTriple triple = lengths.triple(policy);
      TokenTriple tiny = lengths.tiny(policy);
      for (int round = 0; round < rounds; round++) {
        for (Arm arm : Arm.values()) {
          arm.step(policy, tiny);
          double seconds = CpuTime.of(1, () -> arm.step(policy, triple));
          runs.computeIfAbsent(arm, key -> new ArrayList<>()).add(seconds);
        }
      }
    }
    Map<Arm, Double> medians = new EnumMap<>(Arm.class);
    runs.forEach((arm, values) -> medians.put(arm, CpuTime.median(values)));
    return medians;
  }

  /** The arms' values, and beside each long arm's what the short-to-long step is of it. */
  private static String json(Map<Arm, Double> values, String format) {
    double ours = values.getOrDefault(Arm.SHORT_TO_LONG, Double.NaN);
    List<String> fields = new ArrayList<>();
    values.forEach(
        (arm, value) -> {
          fields.add("\"%s\": %s".formatted(arm, format.formatted(value)));
          if (arm != Arm.SHORT_TO_LONG) {
            fields.add("\"of %s\": %.3f".formatted(arm, ours / value));
          }
        });
    return "{" + String.join(", ", fields) + "}";
  }
}
