package dev.longctx.examples.training.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Sampling;
import dev.longctx.examples.training.reinforce.RunResult.LengthResult;
import dev.longctx.onnx.lm.OnnxCausalLm;
import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.metric.PassAtK;
import dev.longctx.reason.rollout.RolloutGroup;
import dev.longctx.reason.rollout.RolloutSampler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * Measures a policy on questions that no training has seen, the same for all arms of a seed.
 *
 * @param plan the numbers
 * @param seed of samples
 * @param model the policy
 * @param meter measures how far it has gone from the base
 */
record FinalExam(ReinforcePlan plan, long seed, OnnxCausalLm model, KlMeter meter) {

  List<LengthResult> take(List<Problem> problems) {
    List<LengthResult> results = new ArrayList<>();
    int each = plan.exam().questions();
    for (LengthBucket bucket : ProblemMaker.buckets(plan.exam().caps())) {
      int from = results.size() * each;
      results.add(result(bucket, problems.subList(from, from + each)));
    }
    return results;
  }

  private LengthResult result(LengthBucket bucket, List<Problem> problems) {
    List<RolloutGroup> greedy = sample(problems, 1, Sampling.greedy());
    Sampling plain = Sampling.builder().temperature(1).build();
    List<RolloutGroup> samples = sample(problems, plan.exam().samples(), plain);
    return new LengthResult(
        bucket.upTo(),
        problems.size(),
        greedy.stream().mapToInt(RolloutGroup::right).sum(),
        passAtK(samples),
        meter.measure(samples.subList(0, plan.exam().distances())));
  }

  private List<RolloutGroup> sample(List<Problem> problems, int samples, Sampling sampling) {
    long[] seeds = LongStream.range(0, problems.size()).map(i -> seed * 1_000_003 + i).toArray();
    return RolloutSampler.builder()
        .model(model)
        .reward(new ChainReward())
        .group(samples)
        .sampling(sampling)
        .maxTokens(ReinforcePlan.MAX_RESPONSE)
        .build()
        .sample(problems, seeds, new Cancellation());
  }

  private Map<Integer, Double> passAtK(List<RolloutGroup> groups) {
    Map<Integer, Double> pass = new LinkedHashMap<>();
    for (int k = 1; k <= plan.exam().samples(); k *= 2) {
      int samples = k;
      pass.put(
          k,
          groups.stream()
              .map(group -> PassAtK.estimate(scores(group), samples))
              .mapToDouble(OptionalDouble::orElseThrow)
              .average()
              .orElse(Double.NaN));
    }
    return pass;
  }

  private static List<OptionalDouble> scores(RolloutGroup group) {
    return group.rollouts().stream().map(rollout -> rollout.score().value()).toList();
  }
}
