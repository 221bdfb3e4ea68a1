package dev.longctx.examples.training.reinforce;

import dev.longctx.api.model.Sampling;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.training.LearningRate;
import dev.longctx.examples.training.experiment.JsonFile;
import dev.longctx.examples.training.reinforce.RunResult.LengthResult;
import dev.longctx.onnx.lm.CausalLmOptions;
import dev.longctx.onnx.lm.OnnxCausalLm;
import dev.longctx.reason.reinforce.EvaluationSet;
import dev.longctx.reason.reinforce.LongContextRl;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.train.TorchPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One arm with one seed, in a process of its own: so its memory is its own, and what is killed is
 * one run.
 *
 * @param folder where results go
 * @param policy holds {@code hf} and {@code onnx}, the same weights in two forms
 * @param plan the numbers
 * @param seed of all that is drawn
 * @param progress is told how it goes
 */
record Job(
    ResultFolder folder, Path policy, ReinforcePlan plan, long seed, Consumer<String> progress) {

  /** Trains and measures an arm. */
  void run(Arm arm) throws IOException {
    long began = System.nanoTime();
    Files.createDirectories(folder.run(arm, seed));
    CausalLmOptions takesWeights = CausalLmOptions.builder().trainable(true).build();
    try (OnnxCausalLm model = OnnxCausalLm.load(policy.resolve("onnx"), takesWeights);
        TorchPolicy base = TorchPolicy.open(policy.resolve("hf"));
        SequenceScorer reference = base.snapshot()) {
      Optional<RlReport> report = train(arm, base, model);
      progress.accept("evaluating");
      long trained = System.nanoTime();
      FinalExam exam = new FinalExam(plan, seed, model, reference);
      List<LengthResult> lengths = exam.take(new ProblemMaker(plan, seed).exam());
      RunSummary summary = new RunSummary(plan, seconds(began), seconds(trained));
      JsonFile.write(folder.result(arm, seed), summary.result(arm, seed, report, lengths));
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  /** Trains, where there is something to train, and leaves the model with what was learned. */
  private Optional<RlReport> train(Arm arm, TorchPolicy base, OnnxCausalLm model) {
    base.syncTo(model);
    if (arm.recipe().isEmpty()) {
      return Optional.empty();
    }
    Path start = start(arm, arm.recipe().get(), base, model);
    try (TorchPolicy trained = TorchPolicy.open(start)) {
      RlReport report = reinforcement(arm, trained, model).train();
      trained.syncTo(model);
      return Optional.of(report);
    }
  }

  /** What reinforcement begins with. */
  private Path start(Arm arm, Recipe recipe, TorchPolicy base, OnnxCausalLm model) {
    if (!recipe.warmsUp()) {
      return policy.resolve("hf");
    }
    Path warm = folder.run(arm, seed).resolve("warmed-up");
    if (!Files.exists(warm)) {
      ProblemMaker maker = new ProblemMaker(plan, seed);
      new WarmUp(plan, seed, progress).run(base, model, maker.shortest(), warm);
    }
    return warm;
  }

  private LongContextRl reinforcement(Arm arm, TorchPolicy trained, OnnxCausalLm model) {
    Recipe recipe = arm.recipe().orElseThrow();
    Algorithm algorithm = arm.algorithm().orElseThrow();
    ReinforcePlan.Training numbers = plan.training();
    ProblemMaker maker = new ProblemMaker(plan, seed);
    return LongContextRl.builder()
        .policy(trained)
        .rollouts(model)
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
        .evaluation(algorithm.evaluationEvery(), evaluation(maker))
        .checkpoints(folder.run(arm, seed).resolve("training"), numbers.checkpointEvery())
        .listener(new StepLine(progress))
        .seed(seed)
        .build();
  }

  private EvaluationSet evaluation(ProblemMaker maker) {
    return EvaluationSet.builder()
        .problems(maker.interim())
        .buckets(ProblemMaker.buckets(plan.caps()))
        .build();
  }
}
