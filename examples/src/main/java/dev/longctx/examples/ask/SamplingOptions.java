package dev.longctx.examples.ask;

import dev.longctx.api.model.Sampling;
import dev.longctx.reason.ReasoningPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How answers are sampled. */
final class SamplingOptions {

  private static final double TOP_P = 0.95;
  private static final int MAX_SAMPLES = 1_000;
  private static final Map<String, String> OPTIONS =
      Map.of("samples", "--samples", "maxTokens", "--max-tokens", "temperature", "--temperature");

  @Option(
      names = "--samples",
      order = 6,
      paramLabel = "N",
      description =
          "Sample N answers, at most 1,000, and take the one that most of them give; 1 by"
              + " default.")
  private int samples = 1;

  @Option(
      names = "--max-tokens",
      order = 7,
      paramLabel = "N",
      description =
          "The most tokens of one sample, thinking included; 10,000 by default, but at most half of"
              + " what the model can hold.")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--temperature",
      order = 8,
      paramLabel = "T",
      description =
          "0 for the likeliest token each time; 0.7 by default, with a top-p of 0.95, as QwenLong-L1"
              + " samples.")
  private @Nullable Double temperature;

  @Option(
      names = "--seed",
      order = 9,
      paramLabel = "N",
      description = "Makes a run repeatable: the same seed gives the same answers.")
  private @Nullable Long seed;

  /** A setting's message in the words of the command line. */
  static String named(String message) {
    for (Map.Entry<String, String> option : OPTIONS.entrySet()) {
      if (message.startsWith(option.getKey() + ": ")) {
        return option.getValue() + message.substring(option.getKey().length());
      }
    }
    return message;
  }

  /** A policy that lacks its model yet; wrong values are refused at once. */
  ReasoningPolicy.Builder configure() {
    if (samples > MAX_SAMPLES) {
      throw new IllegalArgumentException(
          "--samples: expected at most %,d, found %,d".formatted(MAX_SAMPLES, samples));
    }
    ReasoningPolicy.Builder policy = ReasoningPolicy.builder().samples(samples);
    if (maxTokens != null) {
      policy.maxTokens(maxTokens);
    }
    if (temperature != null) {
      policy.sampling(Sampling.builder().temperature(temperature).topP(TOP_P).build());
    }
    if (seed != null) {
      policy.seed(seed);
    }
    return policy;
  }
}
