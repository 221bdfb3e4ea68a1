package dev.longctx.examples.compress;

import dev.longctx.api.compression.Budget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much to keep: one of these, or none and the critic decides. */
final class BudgetOptions {

  @Option(
      names = "--tokens",
      order = 2,
      paramLabel = "N",
      description = "Keep at most N tokens, what stands between the spans included.")
  private @Nullable Integer tokens;

  @Option(
      names = "--ratio",
      order = 3,
      paramLabel = "R",
      description = "Keep at most this share of the tokens, above 0 and at most 1.")
  private @Nullable Double ratio;

  @Option(
      names = "--threshold",
      order = 4,
      paramLabel = "T",
      description =
          "Keep every unit that scores at least T, from 0 to 1; with none of the three the critic"
              + " decides how much to keep. Neither goes with --lexical.")
  private @Nullable Double threshold;

  Budget toBudget() {
    if (tokens != null) {
      return Budget.tokens(tokens);
    }
    if (ratio != null) {
      return Budget.keepRatio(ratio);
    }
    return threshold == null ? Budget.criticDecides() : Budget.threshold(threshold);
  }
}
