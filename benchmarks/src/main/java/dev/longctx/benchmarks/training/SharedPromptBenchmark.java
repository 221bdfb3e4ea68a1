package dev.longctx.benchmarks.training;

import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.train.TorchPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A group's pass that reads its prompt once against one that reads it once a sequence. */
@Command(
    name = "shared-prompt",
    description = "A group's pass, forwards and backwards, with its prompt read once or each time.")
public final class SharedPromptBenchmark implements Callable<Integer> {

  @Mixin private PolicyOptions options = new PolicyOptions();

  @Option(names = "--prompt", defaultValue = "1024", paramLabel = "TOKENS")
  private int prompt = 1024;

  @Option(names = "--response", defaultValue = "64", paramLabel = "TOKENS")
  private int response = 64;

  @Option(names = "--group", defaultValue = "8", paramLabel = "N")
  private int group = 8;

  @Option(names = "--rounds", defaultValue = "5", paramLabel = "N", description = "and 1 before")
  private int rounds = 5;

  /** A benchmark to be filled in from the command line. */
  public SharedPromptBenchmark() {}

  @Override
  public Integer call() {
    List<Double> whole = new ArrayList<>();
    List<Double> shared = new ArrayList<>();
    double difference;
    try (TorchPolicy plain = options.open();
        TorchPolicy sharing = options.open(true)) {
      List<TokenSequence> sequences = sequences(plain);
      difference = largestDifference(pass(sharing, sequences), pass(plain, sequences));
      for (int round = 0; round < rounds; round++) {
        whole.add(CpuTime.of(1, () -> pass(plain, sequences)));
        shared.add(CpuTime.of(1, () -> pass(sharing, sequences)));
      }
    }
    double each = CpuTime.median(whole);
    double once = CpuTime.median(shared);
    System.out.printf(
        "{\"cpuSeconds\": %.3f, \"cpuSecondsShared\": %.3f, \"ratio\": %.2f,"
            + " \"largestLogProbDifference\": %.2e}%n",
        each, once, each / once, difference);
    return 0;
  }

  private List<TokenSequence> sequences(TorchPolicy policy) {
    int[] first = PolicyOptions.tokens(policy, 0, prompt);
    return IntStream.range(0, group)
        .mapToObj(i -> PolicyOptions.tokens(policy, prompt + i * response, response))
        .map(own -> new TokenSequence(first, own))
        .toList();
  }

  private List<double[]> pass(TorchPolicy policy, List<TokenSequence> sequences) {
    double[] slopes = new double[response];
    Arrays.fill(slopes, -1.0 / (group * response));
    try (ForwardPass pass = policy.forward(sequences)) {
      pass.backward(Collections.nCopies(group, slopes));
      return pass.logProbs();
    }
  }

  private static double largestDifference(List<double[]> found, List<double[]> expected) {
    double largest = 0;
    for (int i = 0; i < expected.size(); i++) {
      for (int t = 0; t < expected.get(i).length; t++) {
        largest = Math.max(largest, Math.abs(found.get(i)[t] - expected.get(i)[t]));
      }
    }
    return largest;
  }
}
