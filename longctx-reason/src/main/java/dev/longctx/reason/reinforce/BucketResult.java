package dev.longctx.reason.reinforce;

import dev.longctx.reason.curriculum.LengthBucket;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a policy did on the problems of one length.
 *
 * @param bucket their lengths
 * @param problems how many there are
 * @param samples how many responses were sampled in all
 * @param accuracy mean over problems of the share of right ones among samples with a score, 0 to 1;
 *     NaN where no sample has one
 * @param passAtK by k, ascending: mean over problems of the probability that one of k samples is
 *     right, 0 to 1 (Chen et al. 2021, equation 1)
 * @param responseTokens mean length of a response, in tokens of the policy
 * @param unscored samples that could not be told right or wrong; they count in no share
 */
public record BucketResult(
    LengthBucket bucket,
    int problems,
    int samples,
    double accuracy,
    Map<Integer, Double> passAtK,
    double responseTokens,
    int unscored) {

  /** Checks and copies the components. */
  public BucketResult {
    Objects.requireNonNull(bucket, "bucket");
    passAtK = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(passAtK)));
  }
}
