package dev.longctx.examples.compress;

import dev.longctx.compress.CriticCompressor;
import dev.longctx.onnx.Device;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The critic and where it runs. */
final class CriticOptions {

  @Option(
      names = "--critic",
      order = 11,
      paramLabel = "DIR",
      description =
          "Directory of the critic model: longctx.json and the files it lists. Without a critic,"
              + " units are ranked by the words they share with the query (BM25).")
  @Nullable Path directory;

  @Option(
      names = "--workers",
      order = 12,
      paramLabel = "N",
      description = "Windows to score at once; by default one a processor. Needs --critic.")
  @Nullable Integer workers;

  @Option(
      names = "--cuda",
      order = 13,
      paramLabel = "N",
      description =
          "Run the critic on NVIDIA GPU number N; needs onnxruntime_gpu on the class path in place"
              + " of onnxruntime, and --critic.")
  @Nullable Integer cuda;

  CriticCompressor.Builder configure() {
    CriticCompressor.Builder builder = CriticCompressor.builder();
    if (workers != null) {
      builder.workers(workers);
    }
    if (cuda != null) {
      builder.device(Device.cuda(cuda));
    }
    return builder;
  }
}
