package dev.longctx.examples.training.reinforce;

import dev.longctx.api.model.SequenceScorer;
import dev.longctx.examples.training.experiment.JsonFile;
import dev.longctx.onnx.lm.CausalLmOptions;
import dev.longctx.onnx.lm.OnnxCausalLm;
import dev.longctx.reason.reinforce.LongContextRl;
import dev.longctx.reason.reinforce.RlReport;
import dev.longctx.train.TorchPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    Stopwatch watch = new Stopwatch();
    Files.createDirectories(folder.run(arm, seed));
    CausalLmOptions takesWeights = CausalLmOptions.builder().trainable(true).build();
    try (OnnxCausalLm model = OnnxCausalLm.load(policy.resolve("onnx"), takesWeights);
        TorchPolicy base = TorchPolicy.open(policy.resolve("hf"));
        SequenceScorer reference = base.snapshot()) {
      base.syncTo(model);
      KlMeter meter = new KlMeter(model, reference);
      Optional<RlReport> report =
          arm.recipe().map(recipe -> train(arm, recipe, new Engines(base, model, meter)));
      watch.examBegins();
      progress.accept("evaluating");
      List<RunResult.LengthResult> lengths =
          new FinalExam(plan, seed, model, meter).take(new ProblemMaker(plan, seed).exam());
      RunResult result = result(arm, report, lengths, watch.read(report));
      JsonFile.write(folder.result(arm, seed), result);
    }
  }

  /** What computes: the base until it is warmed up, and what responds with any policy's weights. */
  private record Engines(TorchPolicy base, OnnxCausalLm model, KlMeter meter) {}

  /** Leaves the model with what was learned. */
  private RlReport train(Arm arm, Recipe recipe, Engines engines) {
    ProblemMaker maker = new ProblemMaker(plan, seed);
    Path start = policy.resolve("hf");
    if (recipe.warmsUp()) {
      start = folder.warmedUp(arm, seed);
      if (!Files.exists(start)) {
        WarmUp warmUp = new WarmUp(plan, seed, progress);
        warmUp.run(engines.base(), engines.model(), maker.shortest(), start);
      }
    }
    try (TorchPolicy trained = TorchPolicy.builder().directory(start).sharedPrompts(true).open()) {
      Reinforcement reinforcement = new Reinforcement(plan, seed, maker, recipe);
      LongContextRl run =
          reinforcement
              .with(arm.algorithm().orElseThrow())
              .policy(trained)
              .rollouts(engines.model())
              .checkpoints(folder.training(arm, seed), plan.training().checkpointEvery())
              .listener(new Follower(engines.meter(), folder.distances(arm, seed), progress))
              .build();
      RlReport report = run.train();
      report.writeTo(folder.report(arm, seed));
      trained.syncTo(engines.model());
      return report;
    }
  }

  private RunResult result(
      Arm arm,
      Optional<RlReport> training,
      List<RunResult.LengthResult> lengths,
      RunResult.Seconds seconds)
      throws IOException {
    if (training.isEmpty()) {
      return RunResult.untrained(arm.title(), seed, lengths, seconds);
    }
    boolean warmedUp = arm.recipe().orElseThrow().warmsUp();
    Map<Long, Double> distances = Follower.distances(folder.distances(arm, seed));
    TrainingResult result =
        new TrainingResult(training.get(), warmedUp ? plan.warmUpResponses() : 0, distances);
    return new RunResult(
        arm.title(),
        seed,
        result.end(),
        result.responses(),
        result.updates(),
        lengths,
        result.points(),
        seconds);
  }
}
