package dev.longctx.benchmarks.training;

import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.lm.CausalLmOptions;
import dev.longctx.onnx.lm.OnnxCausalLm;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which running model takes the trained policy's weights. */
final class RunningModelOptions {

  @Option(
      names = "--onnx",
      required = true,
      paramLabel = "DIR",
      description = "the same model, exported")
  private Path directory = Path.of("");

  RunningModelOptions() {}

  OnnxCausalLm load(int threads) {
    return OnnxCausalLm.load(
        directory,
        CausalLmOptions.builder()
            .onnx(OnnxOptions.builder().intraOpThreads(threads).build())
            .trainable(true)
            .build());
  }
}
