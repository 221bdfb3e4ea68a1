package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.internal.reinforce.Draw.Outcome;
import dev.longctx.reason.objective.DynamicSampling;
import dev.longctx.reason.reinforce.RlListener;
import dev.longctx.reason.reinforce.UnscoredRule;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.reason.rollout.Rollout;
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
  private final int needed;
  private final @Nullable DynamicSampling dynamic;
  private final UnscoredRule unscoredRule;
  private final RlListener listener;

  Drawing(
      RolloutSampler sampler,
      int needed,
      @Nullable DynamicSampling dynamic,
      UnscoredRule unscoredRule,
      RlListener listener) {
    this.sampler = sampler;
    this.needed = needed;
    this.dynamic = dynamic;
    this.unscoredRule = unscoredRule;
    this.listener = listener;
  }

  /** Draws for one step, from a position in the order of problems on. */
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
      groups.forEach(group -> add(group, sums, kept));
      if (mustPause(sums)) {
        break;
      }
    }
    List<RolloutGroup> used = kept.subList(0, Math.min(needed, kept.size()));
    double seconds = (System.nanoTime() - start) / NANOS;
    return new Draw(
        outcome(sums, used.size()),
        List.copyOf(used),
        drawn,
        sums.metrics(used.size(), seconds),
        sums.meanScore());
  }

  private Outcome outcome(RolloutSums sums, int kept) {
    if (mustPause(sums)) {
      return Outcome.NO_SCORES;
    }
    return dynamic != null && kept < needed ? Outcome.NO_SPREAD : Outcome.ENOUGH;
  }

  private boolean mustPause(RolloutSums sums) {
    return sums.scored() == 0 || (unscoredRule == UnscoredRule.PAUSE && sums.unscored() > 0);
  }

  private void add(RolloutGroup group, RolloutSums sums, List<RolloutGroup> kept) {
    sums.add(group);
    group.rollouts().stream()
        .filter(rollout -> !rollout.isScored())
        .forEach(rollout -> listener.unscored(group.problem(), why(rollout)));
    if (lacksScores(group)) {
      sums.leftOutUnscored();
    } else if (dynamic != null && !group.hasSpread()) {
      sums.leftOutWithoutSpread();
    } else {
      kept.add(group);
    }
  }

  private boolean lacksScores(RolloutGroup group) {
    int scored = group.scored();
    return scored == 0
        || (unscoredRule == UnscoredRule.DROP_GROUP && scored < group.rollouts().size());
  }

  private static String why(Rollout rollout) {
    RewardScore score = rollout.score();
    return score.reason().name();
  }
}
