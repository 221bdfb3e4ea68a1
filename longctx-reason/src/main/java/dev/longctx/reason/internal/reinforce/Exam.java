package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.internal.reinforce.Seeds.Purpose;
import dev.longctx.reason.metric.PassAtK;
import dev.longctx.reason.reinforce.BucketResult;
import dev.longctx.reason.reinforce.EvaluationSet;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.reason.rollout.Rollout;
import dev.longctx.reason.rollout.RolloutGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures a policy on an evaluation set, with the same seeds each time. */
final class Exam {

  private final EvaluationSet set;
  private final Survey survey;
  private final int[] promptTokens;
  private final long[] seeds;

  /** An exam whose prompts are of these lengths, in the order of the set. */
  Exam(EvaluationSet set, int[] promptTokens, Survey survey, long seed) {
    this.set = set;
    this.promptTokens = promptTokens;
    this.survey = survey;
    seeds =
        IntStream.range(0, set.problems().size())
            .mapToLong(i -> Seeds.of(seed, Purpose.EVALUATION, i))
            .toArray();
  }

  RlEvaluation evaluate(long step, int phase, Cancellation cancellation) {
    List<Marks> all = survey.of(set.problems(), seeds, Marks::of, cancellation);
    return new RlEvaluation(
        step, phase, set.buckets().stream().map(bucket -> result(bucket, all)).toList());
  }

  private BucketResult result(LengthBucket bucket, List<Marks> all) {
    List<Marks> within =
        IntStream.range(0, promptTokens.length)
            .filter(i -> bucket.holds(promptTokens[i]))
            .mapToObj(all::get)
            .toList();
    int samples = within.stream().mapToInt(marks -> marks.scores().size()).sum();
    long tokens = within.stream().mapToLong(Marks::responseTokens).sum();
    return new BucketResult(
        bucket,
        within.size(),
        samples,
        mean(within.stream().map(Marks::accuracy)),
        passAtK(within),
        (double) tokens / samples,
        samples - within.stream().mapToInt(Marks::scored).sum());
  }

  private Map<Integer, Double> passAtK(List<Marks> within) {
    Map<Integer, Double> pass = new LinkedHashMap<>();
    for (int k : set.passAt()) {
      pass.put(k, mean(within.stream().map(marks -> PassAtK.estimate(marks.scores(), k))));
    }
    return pass;
  }

  private static double mean(Stream<OptionalDouble> values) {
    return values.flatMapToDouble(OptionalDouble::stream).average().orElse(Double.NaN);
  }

  /**
   * How a problem was answered.
   *
   * @param scores one a sample
   * @param responseTokens of all samples together
   */
  private record Marks(List<OptionalDouble> scores, long responseTokens) {

    static Marks of(RolloutGroup group) {
      List<Rollout> rollouts = group.rollouts();
      return new Marks(
          rollouts.stream().map(rollout -> rollout.score().value()).toList(),
          rollouts.stream().mapToLong(Rollout::tokens).sum());
    }

    int scored() {
      return (int) scores.stream().filter(OptionalDouble::isPresent).count();
    }

    /** The share of right samples; empty where none has a score. */
    OptionalDouble accuracy() {
      return PassAtK.estimate(scores, 1);
    }
  }
}
