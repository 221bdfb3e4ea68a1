package dev.longctx.benchmarks.training;

import dev.longctx.api.training.AdamW;
import dev.longctx.train.TorchPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** Which policy is trained, and what all measurements of training need. */
final class PolicyOptions {

  /** The same constants as in train_step.py. */
  static final AdamW OPTIMIZER = AdamW.builder().learningRate(1e-4).weightDecay(0.1).build();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "config.json and model.safetensors")
  private Path directory = Path.of("");

  @Option(names = "--threads", defaultValue = "1", paramLabel = "N")
  private int threads = 1;

  PolicyOptions() {}

  TorchPolicy open() {
    return open(false);
  }

  TorchPolicy open(boolean sharedPrompts) {
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    return TorchPolicy.builder().directory(directory).sharedPrompts(sharedPrompts).open();
  }

  int threads() {
    return threads;
  }

  List<String> arguments() {
    return List.of("--model", directory.toString(), "--threads", Integer.toString(threads));
  }

  /** Scattered tokens, the same as in train_step.py; which ones does not matter. */
  static int[] tokens(TorchPolicy policy, int from, int count) {
    int vocabulary = policy.config().vocabulary();
    return IntStream.range(from, from + count).map(i -> (7919 * i + 13) % vocabulary).toArray();
  }
}
