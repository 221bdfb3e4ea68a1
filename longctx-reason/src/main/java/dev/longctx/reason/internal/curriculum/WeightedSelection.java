package dev.longctx.reason.internal.curriculum;

import dev.longctx.reason.curriculum.Difficulty;
import dev.longctx.runs.random.Draws;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws without replacement by weight: the lowest of independent exponential times, each at the
 * weight as its rate (Efraimidis and Spirakis, 2006), come in the order of draws one after another.
 */
public record WeightedSelection(double epsilon, long seed) {

  /** At most so many, in the order of the list. */
  public List<Difficulty> select(List<Difficulty> from, int count) {
    double[] times = from.stream().mapToDouble(this::time).toArray();
    return IntStream.range(0, times.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> times[i]))
        .limit(count)
        .sorted()
        .map(from::get)
        .toList();
  }

  private double time(Difficulty one) {
    double weight = 1 / (one.meanReward() + epsilon);
    return -StrictMath.log(Draws.of(seed, one.problemId()).open()) / weight;
  }
}
