package dev.longctx.reason.internal.curriculum;

import dev.longctx.api.model.FinishReason;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.curriculum.Trace;
import dev.longctx.reason.curriculum.TraceSet;
import dev.longctx.reason.curriculum.TraceStats;
import dev.longctx.reason.rollout.Rollout;
import dev.longctx.reason.rollout.RolloutGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps right responses and counts all. Not thread-safe. */
public final class TraceFilter {

  private final int perProblem;
  private final List<Trace> traces = new ArrayList<>();
  private int withoutRight;
  private int samples;
  private int right;
  private int cutOff;
  private int scored;

  /** A filter that keeps at most so many of each problem. */
  public TraceFilter(int perProblem) {
    this.perProblem = perProblem;
  }

  /** Counts a group and keeps what is right. */
  public void add(RolloutGroup group) {
    samples += group.rollouts().size();
    scored += group.scored();
    right += group.right();
    Set<String> kept = new HashSet<>();
    for (Rollout rollout : group.rollouts()) {
      if (!rollout.score().isRight()) {
        continue;
      }
      if (rollout.completion().finish() != FinishReason.STOP) {
        cutOff++;
      } else if (kept.size() < perProblem && kept.add(rollout.completion().text())) {
        traces.add(trace(group.problem(), rollout));
      }
    }
    withoutRight += kept.isEmpty() ? 1 : 0;
  }

  private static Trace trace(Problem problem, Rollout rollout) {
    return new Trace(problem, rollout.completion().text(), rollout.completion().tokens().ids());
  }

  /** What was kept so far of so many problems. */
  public TraceSet result(int problems, int tooLong) {
    return new TraceSet(
        traces,
        new TraceStats(
            problems,
            tooLong,
            withoutRight,
            samples,
            right,
            cutOff,
            scored - right,
            samples - scored));
  }
}
