package dev.longctx.reason.reinforce;

import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.rollout.RolloutGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A listener that remembers what it heard, and on which threads. */
class Heard implements RlListener {

  final List<Long> started = new ArrayList<>();
  final List<PhaseSummary> phases = new ArrayList<>();
  final List<List<RolloutGroup>> draws = new ArrayList<>();
  final List<RlStep> steps = new ArrayList<>();
  final List<RlEvaluation> evaluations = new ArrayList<>();
  final List<Long> checkpoints = new ArrayList<>();
  final List<String> unscored = new ArrayList<>();
  final List<Thread> threads = new ArrayList<>();

  /** The ids of all problems that were drawn, in order. */
  List<String> drawnIds() {
    return draws.stream().flatMap(List::stream).map(group -> group.problem().id()).toList();
  }

  @Override
  public void started(long step) {
    started.add(step);
  }

  @Override
  public void phase(PhaseSummary begins) {
    phases.add(begins);
  }

  @Override
  public void rollouts(List<RolloutGroup> groups) {
    draws.add(groups);
  }

  @Override
  public void step(RlStep step) {
    steps.add(step);
  }

  @Override
  public void evaluated(RlEvaluation evaluation) {
    evaluations.add(evaluation);
  }

  @Override
  public void checkpointed(long step, Path directory) {
    checkpoints.add(step);
  }

  @Override
  public void unscored(Problem problem, String why) {
    unscored.add(problem.id() + ": " + why);
    threads.add(Thread.currentThread());
  }
}
