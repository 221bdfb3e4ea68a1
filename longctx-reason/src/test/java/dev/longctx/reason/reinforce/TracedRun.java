package dev.longctx.reason.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.reward.Attempt;
import dev.longctx.reason.reward.Reward;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.reason.rollout.RolloutGroup;
import dev.longctx.reason.testing.Trace;
import java.nio.file.Path;
import java.util.List;

/** A listener and a reward whose calls a trace hears of. */
record TracedRun(Trace trace) implements RlListener, Reward {

  @Override
  public RewardScore score(Attempt attempt, Cancellation cancellation) {
    trace.hear("reward");
    return ToyTask.score(attempt);
  }

  @Override
  public void started(long step) {
    trace.hear("started");
  }

  @Override
  public void phase(PhaseSummary begins) {
    trace.hear("phase");
  }

  @Override
  public void rollouts(List<RolloutGroup> groups) {
    trace.hear("rollouts");
  }

  @Override
  public void step(RlStep step) {
    trace.hear("step");
  }

  @Override
  public void evaluated(RlEvaluation evaluation) {
    trace.hear("evaluated");
  }

  @Override
  public void checkpointed(long step, Path directory) {
    trace.hear("checkpointed");
  }

  @Override
  public void unscored(Problem problem, String why) {
    trace.hear("unscored");
  }
}
