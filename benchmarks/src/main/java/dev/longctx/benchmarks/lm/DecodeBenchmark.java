package dev.longctx.benchmarks.lm;

import com.sun.management.ThreadMXBean;
import dev.longctx.api.model.Generation;
import dev.longctx.onnx.lm.OnnxCausalLm;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tokens a second of one greedy completion, and heap a token. */
@Command(name = "decode", description = "One greedy completion after a warm-up: tokens a second.")
public final class DecodeBenchmark implements Callable<Integer> {

  @Mixin private ModelOptions options = new ModelOptions();

  @Option(names = "--new", defaultValue = "128", paramLabel = "TOKENS")
  private int newTokens = 128;

  /** A benchmark to be filled in from the command line. */
  public DecodeBenchmark() {}

  @Override
  public Integer call() {
    try (OnnxCausalLm model = options.load()) {
      generate(model, newTokens);
      long less = allocated(model, newTokens / 2);
      long more = allocated(model, newTokens);
      Generation generation = generate(model, newTokens);
      double seconds = ModelOptions.seconds(generation.decodeTime());
      System.out.printf(
          "{\"prompt\": %d, \"prefillSeconds\": %.4f, \"tokens\": %d, \"decodeTokensPerSecond\": %.2f,"
              + " \"heapBytesPerToken\": %d, \"lastToken\": %d}%n",
          options.promptTokens,
          ModelOptions.seconds(generation.prefillTime()),
          generation.completionTokens(),
          (generation.completionTokens() - 1) / seconds,
          (more - less) / (newTokens - newTokens / 2),
          last(generation));
    }
    return 0;
  }

  private static int last(Generation generation) {
    int[] ids = generation.completions().get(0).tokens().ids();
    return ids[ids.length - 1];
  }

  private long allocated(OnnxCausalLm model, int tokens) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    generate(model, tokens);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private Generation generate(OnnxCausalLm model, int tokens) {
    return model.generate(options.request(model, options.promptTokens).maxTokens(tokens).build());
  }
}
