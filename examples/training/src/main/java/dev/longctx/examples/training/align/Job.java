package dev.longctx.examples.training.align;

import dev.longctx.align.AlignmentReport;
import dev.longctx.align.StepMetrics;
import dev.longctx.align.TrainingListener;
import dev.longctx.align.data.ContextLength;
import dev.longctx.align.data.TokenTriple;
import dev.longctx.align.data.TripleFile;
import dev.longctx.align.data.TripleTokenizer;
import dev.longctx.api.model.Prompt;
import dev.longctx.examples.training.task.Domain;
import dev.longctx.examples.training.task.Example;
import dev.longctx.onnx.lm.CausalLmOptions;
import dev.longctx.onnx.lm.OnnxCausalLm;
import dev.longctx.train.TorchPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One piece of the experiment, in a process of its own: so its memory is its own, and what is
 * killed is one piece.
 *
 * @param folder where results go
 * @param policy holds {@code hf} and {@code onnx}, the same weights in two forms
 * @param scale how large the experiment is
 * @param seed of all that is drawn
 * @param progress is told how it goes
 */
record Job(Folder folder, Path policy, Scale scale, long seed, Consumer<String> progress) {

  private static final int QUESTIONS_A_PAIR = 60;
  private static final int LONG_PAIRS_SHARE = 8;

  /** Samples the seed's triples under short contexts, and a few under long ones for their cost. */
  void makeTriples() throws IOException {
    try (OnnxCausalLm model = OnnxCausalLm.load(policy.resolve("onnx"))) {
      SampledTriples made = sample(model, scale.pairs(), ContextLength.SHORT);
      SampledTriples under = sample(model, scale.pairs() / LONG_PAIRS_SHARE, ContextLength.LONG);
      if (made.triples().size() < scale.pairs()) {
        throw new IllegalStateException(
            "triples: expected %d, found %d among %d questions"
                .formatted(scale.pairs(), made.triples().size(), made.questions()));
      }
      TripleFile.write(folder.triples(seed), made.triples());
      new SampleCost(
              made.triples().size(),
              made.questions(),
              made.prefilledTokens(),
              under.triples().size(),
              under.questions(),
              under.prefilledTokens())
          .write(folder.cost(seed));
    }
  }

  private SampledTriples sample(OnnxCausalLm model, int pairs, ContextLength length) {
    return new TripleMaker(model, seed, progress).make(pairs, pairs * QUESTIONS_A_PAIR, length);
  }

  /** Trains and evaluates an arm. */
  void run(Arm arm) throws IOException {
    Files.createDirectories(folder.run(arm, seed));
    CausalLmOptions takesWeights = CausalLmOptions.builder().trainable(true).build();
    try (TorchPolicy trained = TorchPolicy.open(policy.resolve("hf"));
        OnnxCausalLm model = OnnxCausalLm.load(policy.resolve("onnx"), takesWeights)) {
      Evaluation evaluation = new Evaluation(model, seed);
      trained.syncTo(model);
      double before = evaluation.gap(scale.gaps());
      Training training = arm.isTrained() ? train(arm, trained, model) : new Training(0);
      trained.syncTo(model);
      progress.accept("evaluating");
      new RunResult(
              arm.title(),
              seed,
              arm.isTrained() ? scale.stepsOf(arm) : 0,
              evaluation.accuracies(Domain.PEOPLE, scale.people()),
              evaluation.accuracies(Domain.THINGS, scale.things()),
              before,
              evaluation.gap(scale.gaps()),
              training.cpuSecondsAStep())
          .write(folder.result(arm, seed));
    }
  }

  /** NaN where nothing was measured. */
  private record Training(double cpuSecondsAStep) {}

  private Training train(Arm arm, TorchPolicy trained, OnnxCausalLm model) {
    List<TokenTriple> triples =
        new TripleTokenizer(
                model,
                (question, documents) -> Prompt.text(Example.prompt(question, documents)),
                trained.maxTokens())
            .tokens(TripleFile.read(folder.triples(seed)))
            .triples();
    StepClock clock = new StepClock();
    int steps = scale.stepsOf(arm);
    TrainingPlan plan =
        new TrainingPlan(trained, steps, seed, folder.run(arm, seed).resolve("training"), clock);
    AlignmentReport report = arm.train(triples, plan);
    report.writeTo(folder.run(arm, seed).resolve("report"));
    return clock.hasSteps()
        ? new Training(clock.secondsAStep())
        : new Training(Double.NaN); // all of them were done before it was killed
  }

  /** Tells how a training goes, and what its steps cost. */
  private final class StepClock implements TrainingListener {

    private long nanos;
    private long last = cpuNanos();
    private int steps;

    @Override
    public void started(long step) {
      last = cpuNanos();
    }

    @Override
    public void step(StepMetrics metrics) {
      long now = cpuNanos();
      nanos += now - last;
      last = now;
      steps++;
      progress.accept("step %d: loss %.3f".formatted(metrics.step(), metrics.loss().total()));
    }

    @Override
    public void checkpointed(long step, Path directory) {
      last = cpuNanos();
    }

    boolean hasSteps() {
      return steps > 0;
    }

    double secondsAStep() {
      return nanos / 1e9 / steps;
    }

    private long cpuNanos() {
      return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }
  }
}
