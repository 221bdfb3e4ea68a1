package dev.longctx.benchmarks.lm;

import dev.longctx.api.model.Generation;
import dev.longctx.api.model.Sampling;
import dev.longctx.onnx.lm.OnnxCausalLm;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a group of samples costs beside the prefill of one. */
@Command(
    name = "group",
    description = "A group of samples: time to all first tokens against one sample's prefill.")
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
      double group = Double.MAX_VALUE;
      double decode = Double.MAX_VALUE;
      for (int i = 0; i < rounds; i++) {
        one = Math.min(one, time(() -> generate(model, 1, 1)));
        long began = System.nanoTime();
        Generation all = generate(model, samples, newTokens);
        double total = (System.nanoTime() - began) / 1e9;
        double written = ModelOptions.seconds(all.decodeTime());
        group = Math.min(group, total - written);
        decode = Math.min(decode, written);
      }
      System.out.printf(
          "{\"prompt\": %d, \"samples\": %d, \"prefillOfOne\": %.4f, \"groupWithoutDecode\": %.4f,"
              + " \"decodeOfGroup\": %.4f, \"ratio\": %.3f}%n",
          options.promptTokens, samples, one, group, decode, group / one);
    }
    return 0;
  }

  private static double time(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private Generation generate(OnnxCausalLm model, int group, int tokens) {
    return model.generate(
        options
            .request(model, options.promptTokens, 1)
            .samples(group)
            .maxTokens(tokens)
            .sampling(Sampling.qwenLongL1())
            .seed(1)
            .build());
  }
}
