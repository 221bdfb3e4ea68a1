package dev.longctx.benchmarks.lm;

import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.lm.CausalLmOptions;
import dev.longctx.onnx.lm.OnnxCausalLm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** Which model is measured, and what all measurements of models need. */
final class ModelOptions {

  @Option(names = "--model", required = true, paramLabel = "DIR")
  private Path directory = Path.of("");

  @Option(names = "--threads", defaultValue = "1", paramLabel = "N")
  private int threads = 1;

  @Option(names = "--prompt", defaultValue = "128", paramLabel = "TOKENS")
  int promptTokens = 128;

  ModelOptions() {}

  OnnxCausalLm load() {
    return OnnxCausalLm.load(
        directory,
        CausalLmOptions.builder()
            .onnx(OnnxOptions.builder().intraOpThreads(threads).build())
            .build());
  }

  /** A request of scattered tokens, the same as in decode.py; which ones does not matter. */
  GenerationRequest.Builder request(OnnxCausalLm model, int tokens) {
    int vocabulary = model.manifest().vocabulary();
    int[] ids = IntStream.range(0, tokens).map(i -> (7919 * i + 13) % vocabulary).toArray();
    return GenerationRequest.builder().prompt(Prompt.tokens(ids));
  }

  static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
