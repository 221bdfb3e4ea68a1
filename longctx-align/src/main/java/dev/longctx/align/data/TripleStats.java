package dev.longctx.align.data;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What it took to make triples. Tokens are those of the model that responded.
 *
 * @param questions how many were tried
 * @param accepted how many became triples
 * @param skips how many did not, by reason
 * @param prefilledTokens tokens of prompts that the model read, each prompt once for all samples
 * @param generatedTokens tokens of responses
 */
public record TripleStats(
    int questions,
    int accepted,
    Map<SkipReason, Integer> skips,
    long prefilledTokens,
    long generatedTokens) {

  /** Copies the components. */
  public TripleStats {
    EnumMap<SkipReason, Integer> copy = new EnumMap<>(SkipReason.class);
    copy.putAll(skips);
    skips = Collections.unmodifiableMap(copy);
  }

  /**
   * What an accepted pair cost to sample.
   *
   * @return tokens read for each; infinite where tokens were read and no pair was accepted, NaN
   *     where none were
   */
  public double prefilledTokensPerPair() {
    return (double) prefilledTokens / accepted;
  }
}
