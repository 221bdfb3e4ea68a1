package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.curriculum.Difficulty;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.internal.reinforce.Seeds.Purpose;
import dev.longctx.reason.rollout.RolloutGroup;
import dev.longctx.reason.rollout.RolloutSampler;
import java.util.List;
import java.util.stream.IntStream;

/** Finds out how hard problems are for the policy of the moment. */
final class Difficulties {

  private Difficulties() {}

  /** One a problem that has a score at all, in order. */
  static List<Difficulty> of(
      List<Problem> problems, RolloutSampler sampler, long seed, int phase, Cancellation cancel) {
    long[] seeds =
        IntStream.range(0, problems.size())
            .mapToLong(i -> Seeds.of(seed, Purpose.DIFFICULTY, phase, i))
            .toArray();
    return sampler.sample(problems, seeds, cancel).stream()
        .filter(group -> group.scored() > 0)
        .map(Difficulties::of)
        .toList();
  }

  private static Difficulty of(RolloutGroup group) {
    return new Difficulty(group.problem().id(), group.meanScore(), group.scored());
  }
}
