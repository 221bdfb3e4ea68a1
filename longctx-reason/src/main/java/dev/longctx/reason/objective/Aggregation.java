package dev.longctx.reason.objective;

import dev.longctx.reason.internal.policy.Once;
import java.util.Arrays;

/**
 * How the losses of all tokens of an update become one number. Weights depend on the lengths alone,
 * so the parts of an update that is too large for one pass add up to the whole.
 */
public enum Aggregation {
  /**
   * The mean over sequences of each one's mean over its tokens, so that long responses count as
   * much as short ones (GRPO, arXiv 2402.03300, equation 3).
   */
  SEQUENCE_MEAN {
    @Override
    double weight(int length, int sequences, long tokens) {
      return 1.0 / ((double) sequences * length);
    }
  },
  /**
   * The mean over tokens, so that long responses count more (DAPO, arXiv 2503.14476, section 3.3,
   * token-level loss).
   */
  TOKEN_MEAN {
    @Override
    double weight(int length, int sequences, long tokens) {
      return 1.0 / tokens;
    }
  };

  /**
   * The weights of tokens in the loss of an update. An empty response has no token to weigh, but
   * counts as a sequence.
   *
   * @param lengths the number of tokens of each response of the whole update, at least one
   *     response, each from 0
   * @return one a response, in order: the weight of each of its tokens, 0 where it has none
   * @throws IllegalArgumentException if there is no response, or a negative length
   */
  public double[] tokenWeights(int[] lengths) {
    if (lengths.length == 0) {
      throw new IllegalArgumentException("lengths: expected at least one, found none");
    }
    for (int length : lengths) {
      Once.atLeast(0, "lengths", length);
    }
    long tokens = Arrays.stream(lengths).asLongStream().sum();
    return Arrays.stream(lengths)
        .mapToDouble(length -> length == 0 ? 0 : weight(length, lengths.length, tokens))
        .toArray();
  }

  abstract double weight(int length, int sequences, long tokens);
}
