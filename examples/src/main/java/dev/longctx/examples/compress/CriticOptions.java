package dev.longctx.examples.compress;

import dev.longctx.compress.CriticCompressor;
import dev.longctx.onnx.Device;
import dev.longctx.onnx.critic.Critic;
import dev.longctx.onnx.critic.Critics;
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
          "Directory of another critic than the English one that comes along: longctx.json and the"
              + " files it lists.")
  @Nullable Path directory;

  @Option(
      names = "--lexical",
      order = 11,
      description =
          "Use no model: rank units by the words they share with the query (BM25). Serves --tokens"
              + " and --ratio.")
  boolean lexical;

  @Option(
      names = "--workers",
      order = 12,
      paramLabel = "N",
      description = "Windows to score at once; by default one a processor.")
  @Nullable Integer workers;

  @Option(
      names = "--cuda",
      order = 13,
      paramLabel = "N",
      description =
          "Run the critic on NVIDIA GPU number N; needs onnxruntime_gpu on the class path in place"
              + " of onnxruntime, and a critic with a graph for it.")
  @Nullable Integer cuda;

  Critic load() {
    return directory == null ? Critics.english() : Critic.load(directory);
  }

  /** What ranks the units, in words. */
  String describe() {
    if (lexical) {
      return "words shared with the query (BM25)";
    }
    return "critic " + (directory == null ? "for English" : directory);
  }

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
