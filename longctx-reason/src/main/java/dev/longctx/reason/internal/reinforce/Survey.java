package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.rollout.RolloutGroup;
import dev.longctx.reason.rollout.RolloutSampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Samples any number of problems and keeps a few numbers of each, not its responses. */
final class Survey {

  private final RolloutSampler sampler;
  private final RewardWatch watch;

  Survey(RolloutSampler sampler, RewardWatch watch) {
    this.sampler = sampler;
    this.watch = watch;
  }

  /**
   * Samples as many groups at a time as grow together.
   *
   * @return what was made of each group, in order
   * @throws RewardUnavailable if no response has a score, or the rule is to pause and one has none
   */
  <T> List<T> of(
      List<Problem> problems,
      long[] seeds,
      Function<RolloutGroup, T> result,
      Cancellation cancellation) {
    List<T> results = new ArrayList<>();
    long scored = 0;
    for (int from = 0; from < seeds.length; from += sampler.groupsAtOnce()) {
      int to = Math.min(seeds.length, from + sampler.groupsAtOnce());
      List<RolloutGroup> groups =
          sampler.sample(
              problems.subList(from, to), Arrays.copyOfRange(seeds, from, to), cancellation);
      watch.look(groups);
      scored += groups.stream().mapToInt(RolloutGroup::scored).sum();
      groups.stream().map(result).forEach(results::add);
    }
    if (scored == 0) {
      throw new RewardUnavailable();
    }
    return results;
  }
}
