package dev.longctx.reason.curriculum;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.internal.curriculum.TraceFilter;
import dev.longctx.reason.internal.policy.Once;
import dev.longctx.reason.rollout.RolloutSampler;
import dev.longctx.runs.random.Draws;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects responses for supervised learning before reinforcement (warm-up, QwenLong-L1, section
 * 2.2): a teacher, or the policy itself, responds, and what the reward finds wholly right is kept.
 * Immutable and thread-safe.
 *
 * <p>A response without a score is never kept and never counted as wrong; one that was cut off is
 * not kept, right or not, since it does not show how to end. Of a problem's equal responses one is
 * kept.
 */
public final class VerifiedTraces {

  private final RolloutSampler sampler;
  private final List<Problem> problems;
  private final int perProblem;
  private final int maxPromptTokens;
  private final long seed;

  private VerifiedTraces(Builder builder) {
    sampler = Once.needed("sampler", builder.sampler);
    problems = Once.needed("problems", builder.problems);
    perProblem = Once.or(builder.perProblem, 1);
    maxPromptTokens = Once.or(builder.maxPromptTokens, Integer.MAX_VALUE);
    seed = Once.or(builder.seed, 0L);
  }

  /**
   * Settings to put together; sampler and problems are needed.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Asks all problems, a few at a time, and keeps what is right. Memory holds the responses of one
   * {@linkplain RolloutSampler#groupsAtOnce() batch} besides those that are kept. A problem's
   * samples depend on its id and the seed, not on which others there are, as far as the model keeps
   * seeds; so a long collection may be made part by part and {@linkplain TraceSet#plus put
   * together}.
   *
   * @param cancellation ends the call early from another thread
   * @return the right responses, problem by problem
   * @throws dev.longctx.api.model.GenerationException if the model fails
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  public TraceSet collect(Cancellation cancellation) {
    TraceFilter filter = new TraceFilter(perProblem);
    List<Problem> asked =
        problems.stream()
            .filter(problem -> sampler.promptTokens(problem) <= maxPromptTokens)
            .toList();
    for (int from = 0; from < asked.size(); from += sampler.groupsAtOnce()) {
      int to = Math.min(asked.size(), from + sampler.groupsAtOnce());
      List<Problem> batch = asked.subList(from, to);
      sampler.sample(batch, seeds(batch), cancellation).forEach(filter::add);
    }
    return filter.result(problems.size(), problems.size() - asked.size());
  }

  private long[] seeds(List<Problem> batch) {
    return batch.stream().mapToLong(problem -> Draws.of(seed, problem.id()).next()).toArray();
  }

  /** Collects settings, each of which may be given once. Not thread-safe. */
  public static final class Builder {

    private @Nullable RolloutSampler sampler;
    private @Nullable List<Problem> problems;
    private @Nullable Integer perProblem;
    private @Nullable Integer maxPromptTokens;
    private @Nullable Long seed;

    private Builder() {}

    /**
     * Gives what responds and scores; needed. Its model may be a remote one.
     *
     * @param value the sampler
     * @return this builder
     */
    public Builder sampler(RolloutSampler value) {
      sampler = Once.give("sampler", sampler, Objects.requireNonNull(value, "sampler"));
      return this;
    }

    /**
     * Gives what is asked; needed.
     *
     * @param value any number of problems, each id once
     * @return this builder
     */
    public Builder problems(List<Problem> value) {
      EachOnce.require("problems", value, Problem::id);
      problems = Once.give("problems", problems, List.copyOf(value));
      return this;
    }

    /**
     * Gives how many right responses of each problem are kept, the first ones; 1 by default.
     *
     * @param most at least 1
     * @return this builder
     */
    public Builder perProblem(int most) {
      perProblem = Once.give("perProblem", perProblem, Once.atLeast(1, "perProblem", most));
      return this;
    }

    /**
     * Gives the longest prompt; no bound by default. The paper's is 20,000. Problems with longer
     * ones are not asked, and counted.
     *
     * @param most tokens of the sampler's model, of the prompt with its template; at least 1
     * @return this builder
     */
    public Builder maxPromptTokens(int most) {
      maxPromptTokens =
          Once.give("maxPromptTokens", maxPromptTokens, Once.atLeast(1, "maxPromptTokens", most));
      return this;
    }

    /**
     * Gives what chance begins with; 0 by default.
     *
     * @param value any value
     * @return this builder
     */
    public Builder seed(long value) {
      seed = Once.give("seed", seed, value);
      return this;
    }

    /**
     * The collection as set so far.
     *
     * @return what collects
     * @throws IllegalStateException if sampler or problems are missing
     */
    public VerifiedTraces build() {
      return new VerifiedTraces(this);
    }
  }
}
