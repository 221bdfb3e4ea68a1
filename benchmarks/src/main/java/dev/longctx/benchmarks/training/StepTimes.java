package dev.longctx.benchmarks.training;

import dev.longctx.api.model.Prompt;
import dev.longctx.reason.reinforce.RlListener;
import dev.longctx.reason.reinforce.RlStep;
import dev.longctx.reason.rollout.Rollout;
import dev.longctx.reason.rollout.RolloutGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Processor time of the parts of steps, without those that warm up. */
final class StepTimes implements RlListener {

  private static final int WARM_UP = 3;

  private final List<Double> rollouts = new ArrayList<>();
  private final List<Double> updates = new ArrayList<>();
  private List<RolloutGroup> firstGroups = List.of();
  private @Nullable RlStep first;
  private double before = CpuTime.now();

  @Override
  public void rollouts(List<RolloutGroup> drawn) {
    rollouts.add(lap());
    firstGroups = first == null ? drawn : firstGroups;
  }

  @Override
  public void step(RlStep step) {
    updates.add(lap());
    first = first == null ? step : first;
  }

  private double lap() {
    double now = CpuTime.now();
    double seconds = now - before;
    before = now;
    return seconds;
  }

  double rollouts() {
    return CpuTime.median(rollouts.subList(WARM_UP, rollouts.size()));
  }

  double updates() {
    return CpuTime.median(updates.subList(WARM_UP, updates.size()));
  }

  /** The first step, with the weights that the policy began with. */
  RlStep first() {
    if (first == null) {
      throw new IllegalStateException("steps: expected at least one, found none");
    }
    return first;
  }

  /** The first step's rollouts: a group's prompt, responses, log-probabilities and rewards. */
  List<Map<String, Object>> firstRollouts() {
    return firstGroups.stream().map(StepTimes::json).toList();
  }

  private static Map<String, Object> json(RolloutGroup group) {
    List<Rollout> all = group.rollouts();
    return Map.of(
        "prompt",
        ((Prompt.Tokens) group.problem().prompt()).ids(),
        "responses",
        all.stream().map(rollout -> rollout.completion().tokens().ids()).toList(),
        "log_probs",
        all.stream().map(rollout -> rollout.completion().tokens().logProbs()).toList(),
        "rewards",
        all.stream().map(Rollout::reward).toList());
  }
}
