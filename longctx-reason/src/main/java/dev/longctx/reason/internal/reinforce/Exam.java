package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.internal.reinforce.Seeds.Purpose;
import dev.longctx.reason.metric.PassAtK;
import dev.longctx.reason.reinforce.BucketResult;
import dev.longctx.reason.reinforce.EvaluationSet;
import dev.longctx.reason.reinforce.RlEvaluation;
import dev.longctx.reason.rollout.Rollout;
import dev.longctx.reason.rollout.RolloutGroup;
import dev.longctx.reason.rollout.RolloutSampler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Measures a policy on an evaluation set, with the same seeds each time. */
final class Exam {

  private final EvaluationSet set;
  private final RolloutSampler sampler;
  private final long[] seeds;

  Exam(EvaluationSet set, RolloutSampler sampler, long seed) {
    this.set = set;
    this.sampler = sampler;
    seeds =
        IntStream.range(0, set.problems().size())
            .mapToLong(i -> Seeds.of(seed, Purpose.EVALUATION, i))
            .toArray();
  }

  RlEvaluation evaluate(long step, int phase, Cancellation cancellation) {
    List<Problem> problems = set.problems();
    List<RolloutGroup> groups = sampler.sample(problems, seeds, cancellation);
    return new RlEvaluation(
        step, phase, set.buckets().stream().map(bucket -> result(bucket, groups)).toList());
  }

  private BucketResult result(LengthBucket bucket, List<RolloutGroup> all) {
    List<RolloutGroup> groups =
        all.stream().filter(group -> bucket.holds(group.promptTokens())).toList();
    int samples = groups.stream().mapToInt(group -> group.rollouts().size()).sum();
    int scored = groups.stream().mapToInt(RolloutGroup::scored).sum();
    int right = groups.stream().mapToInt(RolloutGroup::right).sum();
    double tokens =
        groups.stream()
            .flatMap(group -> group.rollouts().stream())
            .mapToInt(Rollout::tokens)
            .average()
            .orElse(Double.NaN);
    return new BucketResult(
        bucket,
        groups.size(),
        samples,
        (double) right / scored,
        passAtK(groups),
        tokens,
        samples - scored);
  }

  private Map<Integer, Double> passAtK(List<RolloutGroup> groups) {
    Map<Integer, Double> pass = new LinkedHashMap<>();
    for (int k : set.passAt()) {
      double mean =
          groups.stream()
              .map(group -> PassAtK.estimate(scores(group), k))
              .filter(OptionalDouble::isPresent)
              .mapToDouble(OptionalDouble::getAsDouble)
              .average()
              .orElse(Double.NaN);
      pass.put(k, mean);
    }
    return pass;
  }

  private static List<OptionalDouble> scores(RolloutGroup group) {
    return group.rollouts().stream().map(rollout -> rollout.score().value()).toList();
  }
}
