package dev.longctx.examples.training.warmup;

import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.LearningRate;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.examples.training.task.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Supervised training: half of each batch are questions, half are repeated segments, and each half
 * counts as much as the other.
 */
final class WarmUp {

  private static final double PEAK = 3e-3;
  private static final double FLOOR = 0.05 * PEAK;
  private static final int RISE = 50;
  private static final double FIRST_PART = 0.6;
  private static final int HALF_BATCH = 4;

  private final TrainablePolicy policy;
  private final Lessons lessons;
  private final long seed;
  private final Consumer<String> progress;

  WarmUp(TrainablePolicy policy, Lessons lessons, long seed, Consumer<String> progress) {
    this.policy = policy;
    this.lessons = lessons;
    this.seed = seed;
    this.progress = progress;
  }

  /** What a step, or the mean of some, lost on each half. */
  record Losses(double questions, double segments) {}

  /**
   * Trains: at first with segments as long as the questions, later with longer ones too, while the
   * rate sinks.
   *
   * @return the losses of the last steps
   */
  Losses train(int steps) {
    int first = (int) (steps * FIRST_PART);
    LearningRate sinking = LearningRate.cosine(PEAK, FLOOR, steps - first);
    return run(
        steps, step -> step < first ? PEAK : sinking.at(step - first), step -> step >= first);
  }

  /** Trains on without sinking, which leaves a policy that still errs at times. */
  Losses unsettle(int steps) {
    return run(steps, step -> PEAK, step -> true);
  }

  @FunctionalInterface
  private interface Stage {
    boolean hasLongSegments(long step);
  }

  private Losses run(int steps, LearningRate rate, Stage stage) {
    AdamW optimizer =
        AdamW.builder()
            .learningRate(rate.warmUp(RISE))
            .beta2(0.95)
            .weightDecay(0.01)
            .maxGradientNorm(1)
            .build();
    Losses recent = new Losses(0, 0);
    for (int step = 0; step < steps; step++) {
      Losses losses =
          step(new Draw(seed * 1_000_003 + step), stage.hasLongSegments(step), optimizer);
      double share = step == 0 ? 1 : 0.05;
      recent =
          new Losses(
              recent.questions() + share * (losses.questions() - recent.questions()),
              recent.segments() + share * (losses.segments() - recent.segments()));
      if ((step + 1) % 10 == 0) {
        progress.accept(
            "step %d of %d: loss on questions %.3f, on repeated segments %.3f"
                .formatted(step + 1, steps, recent.questions(), recent.segments()));
      }
    }
    return recent;
  }

  private Losses step(Draw draw, boolean longSegments, AdamW optimizer) {
    List<Lesson> questions = new ArrayList<>();
    for (int i = 0; i < HALF_BATCH; i++) {
      questions.add(lessons.questions(draw));
    }
    int times = longSegments ? draw.one(List.of(1, 2, 4)) : 1;
    int length = times * Lessons.LENGTH;
    List<Lesson> segments = new ArrayList<>();
    for (int i = 0; i < HALF_BATCH / times; i++) {
      segments.add(lessons.segments(length, times == 1 ? 0 : length * 2 / 5, draw));
    }
    Losses losses = new Losses(learn(questions), learn(segments));
    policy.step(optimizer);
    return losses;
  }

  /** Adds the gradient of the mean negative log-likelihood of all learned tokens. */
  private double learn(List<Lesson> batch) {
    int learned = batch.stream().mapToInt(lesson -> lesson.learned().cardinality()).sum();
    List<TokenSequence> sequences = batch.stream().map(Lesson::sequence).toList();
    List<double[]> gradients = new ArrayList<>();
    double loss = 0;
    try (ForwardPass pass = policy.forward(sequences)) {
      for (int i = 0; i < batch.size(); i++) {
        Lesson lesson = batch.get(i);
        double[] logProbs = pass.logProbs().get(i);
        double[] gradient = new double[logProbs.length];
        for (int at = lesson.begin(); at >= 0; at = lesson.learned().nextSetBit(at + 1)) {
          loss -= logProbs[at - lesson.begin()] / learned;
          gradient[at - lesson.begin()] = -1.0 / learned;
        }
        gradients.add(gradient);
      }
      pass.backward(gradients);
    }
    return loss;
  }
}
