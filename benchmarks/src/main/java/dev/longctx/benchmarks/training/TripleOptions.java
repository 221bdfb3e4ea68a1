package dev.longctx.benchmarks.training;

import dev.longctx.align.data.TokenTriple;
import dev.longctx.train.TorchPolicy;
import java.util.List;
import picocli.CommandLine.Option;

/** How long the contexts and responses are. */
final class TripleOptions {

  @Option(names = "--context", defaultValue = "2048", paramLabel = "TOKENS")
  private int context = 2048;

  @Option(
      names = "--parts",
      defaultValue = "8",
      paramLabel = "N",
      description = "how many times longer the long context is than the short one")
  private int parts = 8;

  @Option(names = "--response", defaultValue = "32", paramLabel = "TOKENS")
  private int response = 32;

  TripleOptions() {}

  int context() {
    return context;
  }

  double rho() {
    return 1.0 / parts;
  }

  /** What the short-to-long step reads, against what the long pair's step reads. */
  double readTokens() {
    return (2.0 * (context / parts + response) + context + response) / (2.0 * (context + response));
  }

  TokenTriple triple(TorchPolicy policy) {
    return triple(policy, context);
  }

  /** A triple of a few tokens, with which everything is allocated that stays. */
  TokenTriple tiny(TorchPolicy policy) {
    return triple(policy, 4 * parts);
  }

  private TokenTriple triple(TorchPolicy policy, int longTokens) {
    return new TokenTriple(
        "triple",
        PolicyOptions.tokens(policy, 0, longTokens / parts),
        PolicyOptions.tokens(policy, 0, longTokens),
        PolicyOptions.tokens(policy, 100_000, response),
        PolicyOptions.tokens(policy, 200_000, response));
  }

  List<String> arguments() {
    return List.of("--context=" + context, "--parts=" + parts, "--response=" + response);
  }
}
