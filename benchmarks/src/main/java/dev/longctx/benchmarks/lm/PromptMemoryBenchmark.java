package dev.longctx.benchmarks.lm;

import dev.longctx.api.model.Generation;
import dev.longctx.benchmarks.ResidentMemory;
import dev.longctx.onnx.lm.OnnxCausalLm;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How much memory the process has at most while it reads a prompt. Needs Linux. */
@Command(name = "prompt-memory", description = "Peak resident memory of reading one prompt.")
public final class PromptMemoryBenchmark implements Callable<Integer> {

  @Mixin private ModelOptions options = new ModelOptions();

  /** A benchmark to be filled in from the command line. */
  public PromptMemoryBenchmark() {}

  @Override
  public Integer call() throws IOException {
    try (OnnxCausalLm model = options.load()) {
      model.generate(options.request(model, 8).maxTokens(2).build());
      long before = ResidentMemory.kilobytes();
      Generation generation =
          model.generate(options.request(model, options.promptTokens).maxTokens(2).build());
      System.out.printf(
          "{\"prompt\": %d, \"prefillSeconds\": %.2f, \"residentBeforeMB\": %d, \"peakMB\": %d}%n",
          options.promptTokens,
          ModelOptions.seconds(generation.prefillTime()),
          before >> 10,
          ResidentMemory.peakKilobytes() >> 10);
    }
    return 0;
  }
}
