package dev.longctx.examples.training.reinforce;

import dev.longctx.align.SupervisedTraining;
import dev.longctx.align.data.SupervisedExample;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.LearningRate;
import dev.longctx.onnx.lm.OnnxCausalLm;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.curriculum.Trace;
import dev.longctx.reason.curriculum.TraceSet;
import dev.longctx.reason.curriculum.VerifiedTraces;
import dev.longctx.reason.rollout.RolloutSampler;
import dev.longctx.train.TorchPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Supervised learning before reinforcement, from responses of the policy itself that are right.
 *
 * @param plan the numbers
 * @param seed of samples and order
 * @param progress is told what was found
 */
record WarmUp(ReinforcePlan plan, long seed, Consumer<String> progress) {

  /**
   * Warms a policy up.
   *
   * @param policy is trained
   * @param model has the same weights
   * @param problems whose prompts are short
   * @param target where the policy is written
   */
  void run(TorchPolicy policy, OnnxCausalLm model, List<Problem> problems, Path target) {
    TraceSet found = traces(model, problems);
    progress.accept("warm-up on %d right responses".formatted(found.traces().size()));
    if (found.traces().isEmpty()) {
      throw new IllegalArgumentException(
          "warm-up: expected a right response of the policy, found none among "
              + found.stats().samples());
    }
    List<SupervisedExample> examples =
        found.traces().stream().map(trace -> example(model, trace)).toList();
    ReinforcePlan.WarmUp numbers = plan.warmUp();
    SupervisedTraining.builder()
        .policy(policy)
        .examples(examples)
        .optimizer(optimizer(LearningRate.constant(numbers.rate())))
        .batch(Math.min(numbers.batch(), examples.size()))
        .epochs(numbers.epochs())
        .seed(seed)
        .build()
        .train();
    policy.save(target);
  }

  static AdamW optimizer(LearningRate rate) {
    return AdamW.builder()
        .learningRate(rate.warmUp(5))
        .beta2(0.95)
        .weightDecay(0.01)
        .maxGradientNorm(1)
        .build();
  }

  private TraceSet traces(OnnxCausalLm model, List<Problem> problems) {
    return VerifiedTraces.builder()
        .sampler(
            RolloutSampler.builder()
                .model(model)
                .reward(new ChainReward())
                .group(plan.warmUp().samples())
                .sampling(Sampling.builder().temperature(1).build())
                .maxTokens(ReinforcePlan.MAX_RESPONSE)
                .build())
        .problems(problems)
        .seed(seed)
        .build()
        .collect(new Cancellation());
  }

  private static SupervisedExample example(OnnxCausalLm model, Trace trace) {
    Problem problem = trace.problem();
    return SupervisedExample.of(
        problem.id(), model.encode(problem.prompt()), trace.responseTokens());
  }
}
