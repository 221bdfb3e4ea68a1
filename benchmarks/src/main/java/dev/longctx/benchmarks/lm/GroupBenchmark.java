package dev.longctx.benchmarks.lm;

import dev.longctx.api.model.Sampling;
import dev.longctx.onnx.lm.OnnxCausalLm;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a group of samples costs beside the prefill of one. */
@Command(
    name = "group",
    description = "A group of samples without its decoding, against one sample's prefill.")
public final class GroupBenchmark implements Callable<Integer> {

  @Mixin private ModelOptions options = new ModelOptions();

  @Option(names = "--samples", defaultValue = "8", paramLabel = "N")
  private int samples = 8;

  @Option(names = "--new", defaultValue = "32", paramLabel = "TOKENS")
  private int newTokens = 32;

  @Option(names = "--rounds", defaultValue = "3", paramLabel = "N")
  private int rounds = 3;

  /** A benchmark to be filled in from the command line. */
  public GroupBenchmark() {}

  @Override
  public Integer call() {
    try (OnnxCausalLm model = options.load()) {
      generate(model, 1, 1);
      double one = Double.MAX_VALUE;
      double shorter = Double.MAX_VALUE;
      double longer = Double.MAX_VALUE;
      for (int i = 0; i < rounds; i++) {
        one = Math.min(one, time(() -> generate(model, 1, 1)));
        shorter = Math.min(shorter, time(() -> generate(model, samples, newTokens)));
        longer = Math.min(longer, time(() -> generate(model, samples, 2 * newTokens)));
      }
      double decode = longer - shorter; // as many tokens more, and nothing else
      System.out.printf(
          "{\"prompt\": %d, \"samples\": %d, \"prefillOfOne\": %.4f, \"groupWithoutDecode\": %.4f,"
              + " \"decodeOfGroup\": %.4f, \"ratio\": %.3f}%n",
          options.promptTokens, samples, one, shorter - decode, decode, (shorter - decode) / one);
    }
    return 0;
  }

  private static double time(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private void generate(OnnxCausalLm model, int group, int tokens) {
    model.generate(
        options
            .request(model, options.promptTokens)
            .samples(group)
            .maxTokens(tokens)
            .sampling(Sampling.qwenLongL1())
            .seed(1)
            .build());
  }
}
