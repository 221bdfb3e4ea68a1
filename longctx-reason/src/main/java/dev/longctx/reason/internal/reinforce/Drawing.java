package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.objective.DynamicSampling;
import dev.longctx.reason.reinforce.RlListener;
import dev.longctx.reason.reinforce.UnscoredRule;
import dev.longctx.reason.rollout.RolloutGroup;
import dev.longctx.reason.rollout.RolloutSampler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws groups of responses until a step has as many as it needs (DAPO, arXiv 2503.14476, section
 * 3.2). What is drawn beyond that is left out.
 */
final class Drawing {

  private static final double NANOS = 1e9;

  private final RolloutSampler sampler;
  private final RewardWatch watch;
  private final int needed;
  private final @Nullable DynamicSampling dynamic;
  private final UnscoredRule unscoredRule;
  private final RlListener listener;

  Drawing(RlSettings settings, Samplers samplers) {
    sampler = samplers.training();
    watch = samplers.watch();
    needed = settings.sizes().prompts();
    dynamic = settings.algorithm().dynamicSampling();
    unscoredRule = settings.unscoredRule();
    listener = settings.listener();
  }

  /**
   * Draws for one step, from a position in the order of problems on.
   *
   * @throws RewardUnavailable if there are too few groups for lack of scores
   */
  Draw draw(PhaseProblems problems, long position, Cancellation cancellation) {
    long start = System.nanoTime();
    RolloutSums sums = new RolloutSums();
    List<RolloutGroup> kept = new ArrayList<>();
    int drawn = 0;
    int most = dynamic == null ? 1 : dynamic.maxDraws();
    for (int i = 0; i < most && kept.size() < needed; i++) {
      int missing = needed - kept.size();
      int count = dynamic == null ? missing : dynamic.groupsToDraw(missing);
      List<RolloutGroup> groups =
          sampler.sample(
              problems.from(position + drawn, count),
              problems.seeds(position + drawn, count),
              cancellation);
      drawn += count;
      listener.rollouts(groups);
      watch.look(groups);
      groups.forEach(group -> add(group, sums, kept));
      requireScores(sums.scored() > 0);
    }
    List<RolloutGroup> used = kept.subList(0, Math.min(needed, kept.size()));
    double seconds = (System.nanoTime() - start) / NANOS;
    return new Draw(
        isEnough(sums, used.size()),
        List.copyOf(used),
        drawn,
        sums.metrics(used.size(), seconds),
        sums.meanScore());
  }

  /** Groups that lack scores might have had what it takes, so that nothing is known then. */
  private boolean isEnough(RolloutSums sums, int kept) {
    if (dynamic == null) {
      requireScores(kept > 0);
      return true;
    }
    requireScores(kept == needed || kept + sums.groupsUnscored() < needed);
    return kept == needed;
  }

  private static void requireScores(boolean hold) {
    if (!hold) {
      throw new RewardUnavailable();
    }
  }

  private void add(RolloutGroup group, RolloutSums sums, List<RolloutGroup> kept) {
    sums.add(group);
    if (lacksScores(group)) {
      sums.leftOutUnscored();
    } else if (dynamic != null && !group.hasSpread()) {
      sums.leftOutWithoutSpread();
    } else {
      kept.add(group);
    }
  }

  /** One score alone has none to be compared with. */
  private boolean lacksScores(RolloutGroup group) {
    int scored = group.scored();
    return scored < 2
        || (unscoredRule == UnscoredRule.DROP_GROUP && scored < group.rollouts().size());
  }
}
