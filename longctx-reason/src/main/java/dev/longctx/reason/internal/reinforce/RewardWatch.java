package dev.longctx.reason.internal.reinforce;

import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.reinforce.RlListener;
import dev.longctx.reason.reinforce.UnscoredRule;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.rollout.Rollout;
import dev.longctx.reason.rollout.RolloutGroup;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener of each response without a score, once and on the run's thread, whichever
 * threads the reward runs on.
 */
final class RewardWatch {

  private final UnscoredRule rule;
  private final RlListener listener;
  private final Map<String, Queue<String>> failures = new ConcurrentHashMap<>();

  RewardWatch(UnscoredRule rule, RlListener listener) {
    this.rule = rule;
    this.listener = listener;
  }

  /** Remembers what a reward threw, until the groups of its problem are looked at. */
  void failed(Problem problem, RuntimeException failure) {
    failures
        .computeIfAbsent(problem.id(), id -> new ConcurrentLinkedQueue<>())
        .add(failure.toString());
  }

  /**
   * Looks at all groups that were sampled at once.
   *
   * @throws RewardUnavailable if the rule is to pause and a response has no score
   */
  void look(List<RolloutGroup> groups) {
    boolean unscored = false;
    for (RolloutGroup group : groups) {
      for (Rollout rollout : group.rollouts()) {
        if (!rollout.isScored()) {
          listener.unscored(group.problem(), why(group.problem(), rollout));
          unscored = true;
        }
      }
    }
    failures.clear();
    if (unscored && rule == UnscoredRule.PAUSE) {
      throw new RewardUnavailable();
    }
  }

  private String why(Problem problem, Rollout rollout) {
    RewardReason reason = rollout.score().reason();
    Queue<String> thrown = failures.get(problem.id());
    @Nullable String failure =
        reason == RewardReason.REWARD_FAILED && thrown != null ? thrown.poll() : null;
    return failure != null ? failure : reason.name();
  }
}
