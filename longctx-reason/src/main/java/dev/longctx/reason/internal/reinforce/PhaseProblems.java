package dev.longctx.reason.internal.reinforce;

import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.internal.reinforce.Seeds.Purpose;
import dev.longctx.runs.random.EpochOrder;
import java.util.ArrayList;
import java.util.List;

/** The problems of one phase, in an endless order that follows from the seed. Not thread-safe. */
final class PhaseProblems {

  private final int phase;
  private final List<Problem> problems;
  private final long seed;
  private final EpochOrder order;

  PhaseProblems(int phase, List<Problem> problems, long seed) {
    this.phase = phase;
    this.problems = List.copyOf(problems);
    this.seed = seed;
    order = new EpochOrder(problems.size(), Seeds.of(seed, Purpose.ORDER, phase));
  }

  int size() {
    return problems.size();
  }

  /** The problems from a position on. */
  List<Problem> from(long drawn, int count) {
    List<Problem> next = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      next.add(problems.get(order.at(drawn + i)));
    }
    return next;
  }

  /** The seeds of their responses, which no other position has. */
  long[] seeds(long drawn, int count) {
    long[] seeds = new long[count];
    for (int i = 0; i < count; i++) {
      seeds[i] = Seeds.of(seed, Purpose.TRAINING, phase, drawn + i);
    }
    return seeds;
  }
}
