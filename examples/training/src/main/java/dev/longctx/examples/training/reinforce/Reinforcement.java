package dev.longctx.examples.training.reinforce;

import dev.longctx.api.model.Sampling;
import dev.longctx.api.training.LearningRate;
import dev.longctx.reason.reinforce.EvaluationSet;
import dev.longctx.reason.reinforce.LongContextRl;

/**
 * All settings of an arm's reinforcement but what computes it and where it is kept.
 *
 * @param plan the numbers
 * @param seed of order and samples
 * @param maker makes problems
 * @param recipe the arm's
 */
record Reinforcement(ReinforcePlan plan, long seed, ProblemMaker maker, Recipe recipe) {

  LongContextRl.Builder with(Algorithm algorithm) {
    ReinforcePlan.Training numbers = plan.training();
    return LongContextRl.builder()
        .reward(new ChainReward())
        .algorithm(algorithm.with(numbers))
        .curriculum(recipe.curriculum(plan))
        .problems(recipe.problems(maker))
        .optimizer(WarmUp.optimizer(LearningRate.constant(numbers.rate())))
        .group(numbers.group())
        .promptsPerStep(numbers.prompts())
        .updatesPerStep(numbers.updates())
        .microBatch(numbers.group())
        .maxResponseTokens(ReinforcePlan.MAX_RESPONSE)
        .sampling(Sampling.builder().temperature(1).build())
        .evaluation(algorithm.evaluationEvery(), evaluation())
        .seed(seed);
  }

  private EvaluationSet evaluation() {
    return EvaluationSet.builder()
        .problems(maker.interim())
        .buckets(ProblemMaker.buckets(plan.caps()))
        .build();
  }
}
