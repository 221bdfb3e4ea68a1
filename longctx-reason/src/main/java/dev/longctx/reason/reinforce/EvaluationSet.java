package dev.longctx.reason.reinforce;

import dev.longctx.api.model.Sampling;
import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.internal.policy.Once;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Problems that a policy is measured on, by the length of their prompts. They should be none that
 * it trains on. Immutable and thread-safe.
 *
 * @param problems at least one
 * @param buckets results are told apart by these; problems outside of all are refused
 * @param samples responses to each problem, at least 1
 * @param sampling how they are drawn
 * @param passAt the k of Pass@k, each from 1 to the number of samples
 */
public record EvaluationSet(
    List<Problem> problems,
    List<LengthBucket> buckets,
    int samples,
    Sampling sampling,
    List<Integer> passAt) {

  /**
   * Checks and copies the components.
   *
   * @throws IllegalArgumentException if one is empty or outside its range
   */
  public EvaluationSet {
    problems = List.copyOf(problems);
    buckets = List.copyOf(buckets);
    passAt = List.copyOf(passAt);
    Objects.requireNonNull(sampling, "sampling");
    Once.atLeast(1, "problems", problems.size());
    Once.atLeast(1, "buckets", buckets.size());
    Once.atLeast(1, "samples", samples);
    for (int k : passAt) {
      if (k < 1 || k > samples) {
        throw new IllegalArgumentException(
            "passAt: expected 1 to %d samples, found %d".formatted(samples, k));
      }
    }
  }

  /**
   * Settings to put together.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** The set without its problems. */
  @Override
  public String toString() {
    return "EvaluationSet[%d problems, %s, %d samples, %s, pass at %s]"
        .formatted(problems.size(), buckets, samples, sampling, passAt);
  }

  /**
   * Collects settings, each of which may be given once: a second call throws {@link
   * IllegalStateException}. Not thread-safe.
   */
  public static final class Builder {

    private @Nullable List<Problem> problems;
    private @Nullable List<LengthBucket> buckets;
    private @Nullable Integer samples;
    private @Nullable Sampling sampling;
    private @Nullable List<Integer> passAt;

    private Builder() {}

    /**
     * Gives the problems; needed.
     *
     * @param values at least one
     * @return this builder
     */
    public Builder problems(List<Problem> values) {
      problems = Once.give("problems", problems, List.copyOf(values));
      return this;
    }

    /**
     * Gives the ranges of lengths; needed.
     *
     * @param values at least one
     * @return this builder
     */
    public Builder buckets(List<LengthBucket> values) {
      buckets = Once.give("buckets", buckets, List.copyOf(values));
      return this;
    }

    /**
     * Gives how many responses each problem gets; 1 by default.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder samples(int value) {
      samples = Once.give("samples", samples, Once.atLeast(1, "samples", value));
      return this;
    }

    /**
     * Gives how responses are drawn; greedily by default.
     *
     * @param value the sampling
     * @return this builder
     */
    public Builder sampling(Sampling value) {
      sampling = Once.give("sampling", sampling, Objects.requireNonNull(value, "sampling"));
      return this;
    }

    /**
     * Gives the k of Pass@k; none by default.
     *
     * @param values from 1 to the number of samples
     * @return this builder
     */
    public Builder passAt(Integer... values) {
      passAt = Once.give("passAt", passAt, List.of(values));
      return this;
    }

    /**
     * The set as given so far.
     *
     * @return the set
     * @throws IllegalStateException if problems or buckets are missing
     */
    public EvaluationSet build() {
      return new EvaluationSet(
          Once.needed("problems", problems),
          Once.needed("buckets", buckets),
          Once.or(samples, 1),
          Once.or(sampling, Sampling.greedy()),
          Once.or(passAt, List.of()));
    }
  }
}
