package dev.longctx.benchmarks.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.onnx.lm.OnnxCausalLm;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.reinforce.LongContextRl;
import dev.longctx.reason.reward.Attempt;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.reason.rollout.RolloutSampler;
import dev.longctx.train.TorchPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What rollouts cost beside plain generation, and what the updates of a step cost. */
@Command(
    name = "reinforce-step",
    description = "Rollouts against plain generation, and the updates of a step.")
public final class ReinforceStepBenchmark implements Callable<Integer> {

  @Mixin private PolicyOptions options = new PolicyOptions();

  @Mixin private RunningModelOptions running = new RunningModelOptions();

  @Option(names = "--prompt", defaultValue = "256", paramLabel = "TOKENS")
  private int promptTokens = 256;

  @Option(names = "--response", defaultValue = "64", paramLabel = "TOKENS")
  private int responseTokens = 64;

  @Option(names = "--prompts", defaultValue = "4", paramLabel = "N", description = "of a step")
  private int prompts = 4;

  @Option(names = "--group", defaultValue = "8", paramLabel = "N")
  private int group = 8;

  @Option(names = "--steps", defaultValue = "8", paramLabel = "N", description = "3 to warm up")
  private int steps = 8;

  @Option(names = "--rounds", defaultValue = "5", paramLabel = "N", description = "of rollouts")
  private int rounds = 5;

  @Option(names = "--shared-prompts", description = "read a group's prompt once")
  private boolean sharedPrompts;

  private int scored;

  @Option(names = "--dump", paramLabel = "FILE", description = "the first step's rollouts as JSON")
  private @Nullable Path dump;

  /** A benchmark to be filled in from the command line. */
  public ReinforceStepBenchmark() {}

  @Override
  public Integer call() throws IOException {
    try (TorchPolicy policy = options.open(sharedPrompts);
        OnnxCausalLm model = running.load(options.threads())) {
      List<Problem> problems = problems(model);
      policy.syncTo(model);
      double ratio = rolloutRatio(model, problems);
      StepTimes times = train(policy, model, problems);
      if (dump != null) {
        Files.writeString(dump, new ObjectMapper().writeValueAsString(times.firstRollouts()));
      }
      System.out.printf(
          "{\"rolloutThroughput\": %.3f, \"cpuSecondsOfUpdates\": %.4f, \"cpuSecondsOfRollouts\":"
              + " %.4f, \"firstLoss\": %.8f, \"mismatch\": %.2e}%n",
          ratio,
          times.updates(),
          times.rollouts(),
          times.first().updates().loss(),
          times.first().updates().mismatch());
    }
    return 0;
  }

  /** Half of all responses are right, whatever they say. */
  private RewardScore everyOther(Attempt attempt, Cancellation cancellation) {
    return RewardScore.of(scored++ % 2, attempt.response(), RewardReason.RULE_SAME);
  }

  private List<Problem> problems(OnnxCausalLm model) {
    int vocabulary = model.manifest().vocabulary();
    return IntStream.range(0, prompts)
        .mapToObj(
            number -> {
              int[] ids =
                  IntStream.range(0, promptTokens)
                      .map(i -> (7919 * (i + number * promptTokens) + 13) % vocabulary)
                      .toArray();
              return new Problem("p" + number, "any", Prompt.tokens(ids), "any", List.of("any"));
            })
        .toList();
  }

  /** Rollouts a second over those of the model alone, in turns. */
  private double rolloutRatio(OnnxCausalLm model, List<Problem> problems) {
    RolloutSampler sampler =
        RolloutSampler.builder()
            .model(model)
            .reward(this::everyOther)
            .group(group)
            .maxTokens(responseTokens)
            .groupsAtOnce(prompts)
            .build();
    long[] seeds = LongStream.range(0, prompts).toArray();
    List<Double> alone = new ArrayList<>();
    List<Double> scored = new ArrayList<>();
    for (int round = -1; round < rounds; round++) {
      double plain = CpuTime.of(1, () -> generate(model, problems));
      double rollouts = CpuTime.of(1, () -> sampler.sample(problems, seeds, new Cancellation()));
      if (round >= 0) {
        alone.add(plain);
        scored.add(rollouts);
      }
    }
    return CpuTime.median(alone) / CpuTime.median(scored);
  }

  private void generate(OnnxCausalLm model, List<Problem> problems) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < problems.size(); i++) {
      requests.add(
          GenerationRequest.builder()
              .prompt(problems.get(i).prompt())
              .samples(group)
              .sampling(Sampling.qwenLongL1())
              .maxTokens(responseTokens)
              .seed(i)
              .logProbs(true)
              .build());
    }
    model.generateAll(requests, new Cancellation());
  }

  private StepTimes train(TorchPolicy policy, OnnxCausalLm model, List<Problem> problems) {
    StepTimes times = new StepTimes();
    LongContextRl.builder()
        .policy(policy)
        .rollouts(model)
        .reward(this::everyOther)
        .algorithm(RlAlgorithm.grpo())
        .curriculum(Curriculum.singleStage(promptTokens, PhaseLength.steps(steps)))
        .problems(problems)
        .optimizer(PolicyOptions.OPTIMIZER)
        .group(group)
        .promptsPerStep(prompts)
        .updatesPerStep(2)
        .microBatch(group)
        .groupsAtOnce(prompts)
        .maxResponseTokens(responseTokens)
        .listener(times)
        .build()
        .train();
    return times;
  }
}
